// What a cell has in Frugal's kernel without asking, and .NET Interactive lacks. Run once in its C# kernel.
using System.IO;
using System.Threading;

/// <summary>Asks the reader for a line; 'secret' hides what is typed.</summary>
string input(string prompt = "", bool secret = false) =>
    secret
        ? Microsoft.DotNet.Interactive.Kernel.GetPasswordAsync(prompt).GetAwaiter().GetResult().GetClearTextPassword()
        : Microsoft.DotNet.Interactive.Kernel.GetInputAsync(prompt).GetAwaiter().GetResult();

/// <summary>Goes through 'items' with a progress bar under the cell.</summary>
static IEnumerable<T> WithProgress<T>(this IReadOnlyCollection<T> items, string title = "")
{
    var (done, total, drawn) = (0, items.Count, System.Diagnostics.Stopwatch.StartNew());
    object Bar() => Microsoft.DotNet.Interactive.Kernel.HTML($"<div>{System.Net.WebUtility.HtmlEncode(title)} <progress value=\"{done}\" max=\"{Math.Max(1, total)}\"></progress> {done}/{total}</div>");
    var shown = Microsoft.DotNet.Interactive.Kernel.display(Bar());
    foreach (var item in items)
    {
        yield return item;
        done++;
        if (done == total || drawn.ElapsedMilliseconds >= 100)
        {
            drawn.Restart();
            shown.Update(Bar());
        }
    }
}
