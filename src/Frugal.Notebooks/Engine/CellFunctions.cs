using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>The functions that every cell can call without qualification.</summary>
public static class CellFunctions
{
#pragma warning disable IDE1006 // The names of the old .NET kernel, so that notebooks that call them keep working.

    /// <summary>Shows <paramref name="value"/> in the cell's output now. The handle can replace it with another value.</summary>
    public static DisplayHandle display(object? value) => DisplayHandle.Show(Formatters.Format(value));

    /// <summary>Shows <paramref name="text"/> as <paramref name="mime"/>.</summary>
    public static DisplayHandle display(string text, string mime) => DisplayHandle.Show(new MimeBundle(text) { [mime] = text });

    /// <summary>HTML to be shown unchanged.</summary>
    public static HtmlFragment HTML(string markup) => new(markup);

    /// <summary>Asks the user for a line; <paramref name="secret"/> hides the typed text.</summary>
    /// <exception cref="FrugalException">The notebook runs without a user who could answer.</exception>
    public static string input(string prompt = "", bool secret = false) =>
        (CellConsole.Current ?? throw new FrugalException("input() works in a running cell only.")).ReadLine(new InputPrompt(prompt, secret));

#pragma warning restore IDE1006

    /// <summary>Shows <paramref name="value"/> in the cell's output now.</summary>
    public static DisplayHandle Display(this object? value) => display(value);

    /// <summary>Enumerates <paramref name="items"/> with a progress bar below the cell.</summary>
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
