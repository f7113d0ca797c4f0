using System.IO.Pipes;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Engine;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Runner;

/// <summary>
/// The process in which one notebook runs: it runs the code cells, sends their outputs to the runner, and ends with the runner.
/// </summary>
public static class NotebookHost
{
    /// <summary>Runs the notebook in <paramref name="path"/> and reports to the runner over the pipe <paramref name="handle"/>.</summary>
    public static async Task RunAsync(string path, string handle)
    {
        using var pipe = new AnonymousPipeClientStream(PipeDirection.Out, handle);
        EndWithTheRunner();
        await RunAsync(Notebook.Load(path), Path.GetDirectoryName(Path.GetFullPath(path))!, new HostProtocol(pipe)).ConfigureAwait(false);
    }

    private static async Task RunAsync(Notebook notebook, string folder, HostProtocol runner)
    {
        using var engine = new CSharpEngine(new EngineOptions { Folder = folder });
        var count = 0;
        foreach (var (index, cell) in notebook.Cells.Index().Where(cell => cell.Item.Kind == CellKind.Code))
        {
            count++;
            runner.Tell(HostProtocol.Start, new JsonObject { ["cell"] = index, ["count"] = count });
            CellResult result;
            using (var output = new HostOutput(runner))
            {
                result = await engine.RunAsync(cell.Source, $"cell {index + 1}", output).ConfigureAwait(false);
            }

            if (result.Value is { } value)
            {
                runner.Tell(HostProtocol.Output, new JsonObject { ["output"] = OutputJson.Value(value, count) });
            }

            var end = new JsonObject();
            if (result.Error is { } error)
            {
                runner.Tell(HostProtocol.Output, new JsonObject { ["output"] = OutputJson.Error(error) });
                (end["error"], end["line"]) = ($"{error.Name}: {error.Message}", error.Spans.Count > 0 ? error.Spans[0].Line : null);
            }

            runner.Tell(HostProtocol.End, end);
            if (result.Error is not null && !cell.MayFail)
            {
                break;
            }
        }

        runner.Tell(HostProtocol.Done);
    }

    /// <summary>Ends this process when the runner, which holds the other end of standard input, closes it or ends for any reason.</summary>
    private static void EndWithTheRunner()
    {
        var input = Console.OpenStandardInput();
        new Thread(() =>
        {
            while (input.ReadByte() >= 0)
            {
                // Ignored: standard input carries no messages.
            }

            Environment.Exit(1);
        })
        { IsBackground = true, Name = "runner's end" }.Start();
    }
}
