using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Browser.Tests.Site;

/// <summary>Runs of notebooks that take no time: whoever has not built the site before has no other.</summary>
internal static class NotebookRuns
{
    private const string Output = """
        {
          "output_type": "display_data", "metadata": {},
          "data": {
            "application/vnd.plotly.v1+json": { "data": [{ "type": "bar", "x": ["fp32", "int8"], "y": [4, 1] }], "layout": { "width": 600, "height": 400, "title": { "text": "A chart of the tests" } } },
            "text/plain": "A chart of the tests: fp32 4, int8 1"
          }
        }
        """;

    /// <summary>The notebook with one chart below its first code cell.</summary>
    public static Task<NotebookRun> OneChart(string path, Action<string> progress, CancellationToken cancellation)
    {
        var notebook = Notebook.Load(path);
        notebook.Cells.First(cell => cell.Kind == CellKind.Code).Outputs.Add(JsonNode.Parse(Output));
        return Task.FromResult(new NotebookRun { Path = path, Executed = notebook });
    }
}
