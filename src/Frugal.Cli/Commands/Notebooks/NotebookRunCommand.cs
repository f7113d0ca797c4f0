using System.CommandLine;
using System.Text;
using System.Text.Json;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Runner;
using Spectre.Console;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal notebook run FILE|FOLDER</c>: runs notebooks and writes them with their outputs, also as HTML pages.</summary>
internal static class NotebookRunCommand
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "Notebook (.ipynb) or folder of notebooks." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the executed notebooks and their HTML pages.", DefaultValueFactory = _ => Path.Combine("artifacts", "notebooks"), HelpName = "FOLDER" };
        var timeout = new Option<double>("--timeout") { Description = "Time limit per cell, in seconds.", DefaultValueFactory = _ => 300, HelpName = "SECONDS" };
        var parallel = new Option<int>("--parallel") { Description = "Number of notebooks to run in parallel.", DefaultValueFactory = _ => 1, HelpName = "COUNT" };
        var json = CommandLine.Json();
        var command = new Command("run", "Run notebooks, each in its own process; write the executed .ipynb and an HTML page.") { path, output, timeout, parallel, json };
        command.SetAction(async (parsed, stop) =>
        {
            var terminal = Terminal.Of(parsed);
            var options = new NotebookRunOptions
            {
                Host = SelfCommand.NotebookHost,
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Parallel = parsed.GetValue(parallel),
            };
            var root = parsed.GetRequiredValue(path);
            var files = NotebookFiles.ToRun(root);
            var runs = new NotebookRun[files.Count];
            var gate = new Lock();
            await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stop }, async (i, stop) =>
            {
                var run = await new NotebookRunner(options).RunAsync(files[i], cell => terminal.Error.WriteLine($"{files[i]}: {cell}"), stop);
                runs[i] = run;
                Write(run, Path.Combine(parsed.GetRequiredValue(output), NotebookFiles.Place(root, run.Path)));
                if (!parsed.GetValue(json))
                {
                    lock (gate)
                    {
                        terminal.Write(Line(run));
                    }
                }
            });

            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(JsonSerializer.Serialize(runs.Select(run => new { run.Path, run.Cells, Seconds = Math.Round(run.Elapsed.TotalSeconds, 2), run.Failure }), Layout));
            }

            return runs.All(run => run.Failure is null) ? 0 : 1;
        });
        return command;
    }

    private static void Write(NotebookRun run, string target)
    {
        if (run.Executed is { } notebook)
        {
            notebook.Save(target);
            AtomicFile.WriteAllBytes(Path.ChangeExtension(target, ".html"), Encoding.UTF8.GetBytes(HtmlPage.Of(notebook, PlotlyScript.Read, NotebookFiles.Language(run.Path))));
        }
    }

    private static Markup Line(NotebookRun run)
    {
        var name = Markup.Escape(run.Path);
        return new Markup(run.Failure is { } failure
            ? $"[red]failed[/]  {name}  {Markup.Escape(failure.ToString())}\n"
            : $"[green]passed[/]  {name}  {run.Cells} cells, {run.Elapsed.TotalSeconds:0.0} s\n");
    }
}
