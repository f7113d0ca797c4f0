using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;
using Frugal.Site.Building;
using Frugal.Site.Notebooks;

namespace Frugal.Site.Tests.Notebooks;

/// <summary>A small course of notebooks in a folder, and results of runs that nobody ran.</summary>
internal static class SmallNotebook
{
    public const string Name = "00-small";

    public static RunSoftware Software { get; } = new("0.1.0", "10.0.0", "1.31.1", "0.107.0");

    /// <summary>Output objects of nbformat.</summary>
    public static JsonObject Printed(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text };

    public static JsonObject Shown(string mime, JsonNode content) => new() { ["output_type"] = "display_data", ["data"] = new JsonObject { [mime] = content, ["text/plain"] = "the value" } };

    /// <summary>A notebook of a title, and one code cell <c>a</c>.</summary>
    public static Notebook Of(string title = "# Small", string code = "1 + 1", params Cell[] more) =>
        Notebook.Create([Cell.Create(CellKind.Markdown, title, "title"), Cell.Create(CellKind.Code, code, "a"), .. more]);

    /// <summary>The page of a notebook whose cell <c>a</c> has the outputs given.</summary>
    public static NotebookPage Page(Notebook notebook, params JsonObject[] outputs)
    {
        using var folder = new TemporaryFolder();
        var links = new NotebookLinks(SiteStage.Of(folder.Path), SiteLanguage.English, new HashSet<string> { Name });
        return NotebookPage.Of(notebook, Executed(notebook, outputs), new NotebookProse($"notebooks/{Name}.ipynb", links), "HEAD");
    }

    public static ExecutedNotebook Executed(Notebook notebook, params JsonObject[] outputs)
    {
        var executed = Notebook.Parse(notebook.ToString(), notebook.Name);
        foreach (var output in outputs)
        {
            executed.Cells.First(cell => cell.Id == "a").Outputs.Add(output.DeepClone());
        }

        return new("key", executed, new RunNote("Test CPU", Software, 125));
    }

    /// <summary>Writes the notebook in both languages into a repository.</summary>
    public static void Write(TemporaryFolder root, Notebook english, Notebook? french = null)
    {
        root.Write($"notebooks/{Name}.ipynb", english.ToString());
        root.Write($"notebooks/fr/{Name}.ipynb", (french ?? english).ToString());
    }

    /// <summary>A runner that executes nothing: cell <c>a</c> prints.</summary>
    public static RunNotebook Runner(Action ran, string prints = "2") => (path, progress, _) =>
    {
        ran();
        progress("cell 1 of 1");
        return Task.FromResult(new NotebookRun { Path = path, Cells = 1, Elapsed = TimeSpan.FromSeconds(125), Executed = Executed(Notebook.Load(path), Printed(prints)).Notebook });
    };

    public static RunNotebook Failing(RunFailure failure) => (path, _, _) => Task.FromResult(new NotebookRun { Path = path, Failure = failure, Executed = Notebook.Load(path) });
}
