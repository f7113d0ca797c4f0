using System.Text.Json.Nodes;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Site.Notebooks;

/// <summary>Outputs of one run of a notebook.</summary>
/// <param name="Key">The <see cref="ExecutionKey"/>.</param>
/// <param name="Notebook">The notebook with its outputs.</param>
/// <param name="Note">How it was run.</param>
internal sealed record ExecutedNotebook(string Key, Notebook Notebook, RunNote Note)
{
    private readonly Dictionary<string, Cell> cells = Notebook.Cells.Where(cell => cell.Kind == CellKind.Code && cell.Id is not null).ToDictionary(cell => cell.Id!);

    /// <summary>The outputs of the code cell <paramref name="id"/>.</summary>
    public IEnumerable<JsonObject> OutputsOf(string? id) => id is not null && cells.TryGetValue(id, out var cell) ? cell.Outputs.OfType<JsonObject>() : [];
}

/// <summary>Executed notebooks, kept in <c>artifacts/site-notebooks/NAME.KEY.ipynb</c>: only what changed is executed.</summary>
/// <param name="root">The repository.</param>
/// <param name="run">Runs a notebook.</param>
internal sealed class ExecutedNotebooks(string root, RunNotebook run)
{
    private readonly RunSoftware software = RunSoftware.Current();

    /// <summary>The folder of the executed notebooks.</summary>
    public static string Folder(string root) => Path.Combine(root, "artifacts", "site-notebooks");

    /// <summary>The executed notebook, from the last run with the same key or from a new one.</summary>
    /// <exception cref="FrugalException">A cell failed; nothing is kept.</exception>
    public async Task<ExecutedNotebook> OfAsync(NotebookSource source, Action<string> progress, CancellationToken cancellation)
    {
        var key = ExecutionKey.Here(source.English, software);
        var file = Path.Combine(Folder(root), $"{source.Name}.{key}.ipynb");
        return Kept(file, key) ?? await ExecuteAsync(source, key, file, progress, cancellation).ConfigureAwait(false);
    }

    private static ExecutedNotebook? Kept(string file, string key)
    {
        try
        {
            return File.Exists(file) && Notebook.Load(file) is var notebook && RunNote.Of(notebook) is { } note ? new(key, notebook, note) : null;
        }
        catch (Exception faulty) when (faulty is FrugalException or System.Text.Json.JsonException)
        {
            return null;   // execute it again
        }
    }

    private async Task<ExecutedNotebook> ExecuteAsync(NotebookSource source, string key, string file, Action<string> progress, CancellationToken cancellation)
    {
        var name = source.File(SiteLanguage.English);
        progress($"Executing {name}");
        var result = await run(Path.Combine(root, name), cell => progress($"Executing {name}: {cell}"), cancellation).ConfigureAwait(false);
        if (result.Failure is { } failure)
        {
            throw NotebookPageFault.Failed(name, failure);
        }

        var note = RunNote.Here(software, result.Elapsed);
        var notebook = WithoutScripts(result.Executed!);
        note.WriteTo(notebook);
        notebook.Save(file);
        return new(key, notebook, note);
    }

    /// <summary>Without the HTML of charts, the first of which holds all of plotly.js: pages draw the figure.</summary>
    private static Notebook WithoutScripts(Notebook notebook)
    {
        foreach (var data in notebook.Cells.SelectMany(cell => cell.Kind == CellKind.Code ? cell.Outputs.AsEnumerable() : []).Select(output => output?["data"]).OfType<JsonObject>().Where(data => data.ContainsKey(Mime.Plotly)))
        {
            data.Remove(Mime.Html);
        }

        return notebook;
    }
}
