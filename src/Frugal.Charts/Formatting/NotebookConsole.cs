using Frugal.Reporting;
using Plotly.NET;

namespace Frugal.Charts.Formatting;

/// <summary>
/// The functions that a notebook exported to a C# file calls to show a value: text and tables go to the console; charts and images are written to
/// the folder <c>NAME-output</c> beside the program's file, and the console prints their paths.
/// </summary>
public static class NotebookConsole
{
    private static int files;

    /// <summary>Shows <paramref name="value"/>; null shows nothing.</summary>
    public static void Show(object? value)
    {
        if (value is null)
        {
            return;
        }

        var shown = Formatters.Format(value);
        var picture = shown[Mime.Png];
        Console.WriteLine(
            value is GenericChart chart ? $"{shown[Mime.Text]} -> {Save(".html", System.Text.Encoding.UTF8.GetBytes(PageOf(chart)))}"
            : picture is not null ? $"{shown[Mime.Text]} -> {Save(".png", Convert.FromBase64String(picture))}"
            : shown[Mime.Text]);
    }

#pragma warning disable IDE1006 // The names that cells use.

    /// <summary>Shows <paramref name="value"/> now. Updating the handle shows the new value below it.</summary>
    public static ShownValue display(object? value)
    {
        Show(value);
        return new ShownValue();
    }

    /// <summary>HTML; the console shows it unchanged.</summary>
    public static HtmlFragment HTML(string markup) => new(markup);

    /// <summary>Reads a line from the console.</summary>
    public static string input(string prompt = "", bool secret = false)
    {
        Console.Write(secret ? $"{prompt} (shown as you type) " : $"{prompt} ");
        return Console.ReadLine() ?? throw new FrugalException($"The program asks '{prompt}', and its input has ended. Run it in a terminal, or pipe the answers in.");
    }

#pragma warning restore IDE1006

    /// <summary>Shows <paramref name="value"/> now.</summary>
    public static ShownValue Display(this object? value) => display(value);

    /// <summary>Enumerates <paramref name="items"/> and reports how many there were.</summary>
    public static IEnumerable<T> WithProgress<T>(this IReadOnlyCollection<T> items, string title = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
        {
            yield return item;
        }

        Console.WriteLine($"{title} {items.Count}/{items.Count}".Trim());
    }

    private static string PageOf(GenericChart chart) => new Page
    {
        Title = "Chart",
        Body = ChartFormatters.Place(GenericChart.toFigureJson(chart)),
        InlineStyles = true,
        Scripts = ChartFormatters.Scripts(PlotlyScript.Read()),
    }.Render();

    private static string Save(string extension, byte[] content)
    {
        var program = AppContext.GetData("EntryPointFilePath") as string ?? Path.Combine(Environment.CurrentDirectory, AppDomain.CurrentDomain.FriendlyName);
        var name = Path.GetFileNameWithoutExtension(program);
        var path = Path.Combine(Path.GetDirectoryName(program)!, $"{name}-output", $"{Interlocked.Increment(ref files)}{extension}");
        AtomicFile.WriteAllBytes(path, content);
        return path;
    }
}

/// <summary>A value that was shown.</summary>
public sealed class ShownValue
{
    /// <summary>Shows <paramref name="value"/> below the earlier one.</summary>
    public void Update(object? value) => NotebookConsole.Show(value);
}
