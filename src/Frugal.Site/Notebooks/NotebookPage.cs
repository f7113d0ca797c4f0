using System.Text;
using System.Text.RegularExpressions;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Site.Notebooks;

/// <summary>The page of an executed notebook, as Markdown for MkDocs: prose, code as fenced blocks, outputs as lines of HTML.</summary>
internal sealed partial record NotebookPage
{
    /// <summary>The largest page, in bytes, so that what MkDocs makes of it stays below 1.5 MB.</summary>
    public const int MostBytes = 1_200_000;

    /// <summary>The Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it has a chart, and loads the scripts that draw it.</summary>
    public required bool Charts { get; init; }

    /// <summary>Makes the page.</summary>
    /// <param name="notebook">The notebook in the page's language.</param>
    /// <param name="executed">The outputs.</param>
    /// <param name="prose">Turns its Markdown cells into Markdown of the page.</param>
    /// <param name="head">What stands below the title.</param>
    /// <exception cref="FrugalException">A link is broken, or the page is too large.</exception>
    public static NotebookPage Of(Notebook notebook, ExecutedNotebook executed, NotebookProse prose, string head)
    {
        List<string> blocks = [];
        (bool charts, int largest, long most) = (false, 1, 0);
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            if (cell.Kind == CellKind.Markdown)
            {
                blocks.Add(prose.Of(cell, index + 1));
            }
            else if (cell.Kind == CellKind.Code)
            {
                blocks.Add(Fenced(cell.Source));
                var outputs = executed.OutputsOf(cell.Id).Select(OutputHtml.Of).OfType<OutputHtml>().ToList();
                blocks.AddRange(outputs.Select(output => output.Line));
                charts |= outputs.Any(output => output.Chart);
                (largest, most) = outputs.Sum(output => (long)output.Line.Length) is var bytes && bytes > most ? (index + 1, bytes) : (largest, most);
            }
        }

        if (charts)
        {
            blocks.Add($"<script src=\"../{NotebookPart.Plotly}\" defer></script>\n<script src=\"../{NotebookPart.Drawing}\" defer></script>");
        }

        var text = WithHead(WithoutSnippets(string.Join("\n\n", blocks.Where(block => block.Length > 0))), head, notebook.Name) + "\n";
        return Encoding.UTF8.GetByteCount(text) is var size && size > MostBytes
            ? throw NotebookPageFault.TooLarge(notebook.Name, size, largest, most)
            : new() { Text = text, Charts = charts };
    }

    /// <summary>Code between fences that are longer than any in it.</summary>
    private static string Fenced(string code)
    {
        var trimmed = code.ReplaceLineEndings("\n").Trim('\n');
        var fence = new string('`', Math.Max(3, Backticks().Matches(trimmed).Select(match => match.Length + 1).DefaultIfEmpty().Max()));
        return trimmed.Length == 0 ? "" : $"{fence}csharp\n{trimmed}\n{fence}";
    }

    /// <summary>The text with <paramref name="head"/> below its title; a page without one is titled by its file.</summary>
    private static string WithHead(string text, string head, string file)
    {
        var (title, rest) = text.StartsWith("# ", StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0
            ? (text[..end], text[end..].TrimStart('\n')) : ($"# {Path.GetFileNameWithoutExtension(file)}", text);
        return $"{title}\n\n{head}\n\n{rest}";
    }

    /// <summary>MkDocs would include a file at a line that begins with <c>--8&lt;--</c>; a semicolon keeps the line.</summary>
    private static string WithoutSnippets(string text) => Snippet().Replace(text, "$1;$2");

    [GeneratedRegex("`{3,}")]
    private static partial Regex Backticks();

    [GeneratedRegex("^([ \t]*)(;*-{2,}8<-{2,})", RegexOptions.Multiline)]
    private static partial Regex Snippet();
}
