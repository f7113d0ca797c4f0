using System.CommandLine;
using System.Text.Json;
using Frugal.Cli.Rendering;
using Frugal.Search;
using Spectre.Console;

namespace Frugal.Cli.Commands.Search;

/// <summary><c>frugal search DATASET --budget "500 KB, 10 M MACs, 0.1 ms"</c>: finds the best network of a search space within a budget.</summary>
internal static class SearchCommand
{
    private static readonly EvolutionOptions Evolution = new();
    private static readonly SearchChoices Defaults = new("", new SearchBudget(), "");

    public static Command Create()
    {
        var dataset = new Argument<string>("dataset") { Description = "Name of a data set (see 'frugal data list'), or a folder of labelled photos.", HelpName = "DATASET|FOLDER" };
        var budget = new Option<string>("--budget") { Description = "Limits on size, MACs and latency, one or more, e.g. \"500 KB, 10 M MACs, 0.1 ms\".", Required = true, HelpName = "LIMITS" };
        var size = new Option<int>("--size") { Description = "Side length of the images in pixels.", DefaultValueFactory = _ => Defaults.Size };
        var epochs = new Option<int>("--epochs") { Description = "Training epochs for all networks at once (the supernet).", DefaultValueFactory = _ => Defaults.Epochs };
        var tune = new Option<int>("--tune") { Description = "Further training epochs for the best network, with the largest as its teacher; 0: none.", DefaultValueFactory = _ => Defaults.Tune };
        var population = new Option<int>("--population") { Description = "Number of networks per generation.", DefaultValueFactory = _ => Evolution.Population };
        var generations = new Option<int>("--generations") { Description = "Number of generations after the first, random one.", DefaultValueFactory = _ => Evolution.Generations };
        var seed = new Option<int>("--seed") { Description = "Random seed.", DefaultValueFactory = _ => (int)Evolution.Seed };
        var pictures = new Option<int?>("--pictures") { Description = "Train on this many images instead of all, for a quick trial." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for best.onnx and reusable files for the next search; default: artifacts/search/DATASET.", HelpName = "FOLDER" };
        var json = CommandLine.Json();
        var command = new Command("search", "Find the best network for a data set within a budget: train a supernet, then search it by evolution. An interrupted run resumes.")
        {
            dataset, budget, size, epochs, tune, population, generations, seed, pictures, output, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(dataset);
            var count = parsed.GetValue(population);
            var folder = parsed.GetValue(output) ?? Path.Combine("artifacts", "search", Path.GetFileName(Path.TrimEndingDirectorySeparator(name)));
            var choices = new SearchChoices(name, SearchChoices.Limits(parsed.GetRequiredValue(budget)), Path.GetFullPath(folder))
            {
                Size = parsed.GetValue(size),
                Epochs = parsed.GetValue(epochs),
                Tune = parsed.GetValue(tune),
                Pictures = parsed.GetValue(pictures),
                Evolution = Evolution with { Population = count, Parents = Math.Clamp(count / 4, 1, Evolution.Parents), Generations = parsed.GetValue(generations), Seed = parsed.GetValue(seed) },
            }.Validated();
            Print(await ProgressLine.RunAsync(tell => Task.Run(() => new SearchJob(choices, tell, cancellation).RunAsync(), cancellation)), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static void Print(SearchOutcome outcome, bool json)
    {
        if (outcome.Late is { } late)
        {
            CommandLine.Error.MarkupLineInterpolated($"[yellow]Warning: {late}[/]");
        }

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
        }
        else
        {
            CommandLine.Output.Write(new SearchTable(outcome));
        }
    }
}
