using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>The functions that every cell can call by their bare names.</summary>
public static class CellFunctions
{
#pragma warning disable IDE1006 // The old .NET kernel's names: notebooks that call them keep working.

    /// <summary>Shows <paramref name="value"/> among the cell's output now. The handle can show another value in the same place.</summary>
    public static DisplayHandle display(object? value) => DisplayHandle.Show(Formatters.Format(value));

    /// <summary>Shows <paramref name="text"/> as <paramref name="mime"/>.</summary>
    public static DisplayHandle display(string text, string mime) => DisplayHandle.Show(new MimeBundle(text) { [mime] = text });

    /// <summary>Markup, to be shown as it is.</summary>
    public static HtmlFragment HTML(string markup) => new(markup);

    /// <summary>Asks the reader for a line; <paramref name="secret"/> hides what is typed.</summary>
    /// <exception cref="FrugalException">Nobody can be asked: the notebook runs without a reader.</exception>
    public static string input(string prompt = "", bool secret = false) =>
        (CellConsole.Current ?? throw new FrugalException("input() works in a running cell only.")).ReadLine(new InputPrompt(prompt, secret));

#pragma warning restore IDE1006

    /// <summary>Shows <paramref name="value"/> among the cell's output now.</summary>
    public static DisplayHandle Display(this object? value) => display(value);

    /// <summary>Goes through <paramref name="items"/> with a progress bar under the cell.</summary>
    public static IEnumerable<T> WithProgress<T>(this IReadOnlyCollection<T> items, string title = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        var bar = new ProgressBar(title, items.Count);
        foreach (var item in items)
        {
            yield return item;
            bar.Advance();
        }
    }
}
