using System.CommandLine;
using System.Text.Json;
using Frugal.Cli.Rendering;
using Frugal.Search;
using Spectre.Console;

namespace Frugal.Cli.Commands.Search;

/// <summary><c>frugal search DATASET --budget "500 KB, 10 M MACs, 0.1 ms"</c>: the best network of a space that keeps a budget.</summary>
internal static class SearchCommand
{
    private static readonly EvolutionOptions Evolution = new();
    private static readonly SearchChoices Defaults = new("", new SearchBudget(), "");

    public static Command Create()
    {
        var dataset = new Argument<string>("dataset") { Description = "A data set of the catalogue (frugal data list) or a folder of labelled photos.", HelpName = "DATASET|FOLDER" };
        var budget = new Option<string>("--budget") { Description = "What the network may cost: some of a size, multiplications and a latency, as \"500 KB, 10 M MACs, 0.1 ms\".", Required = true, HelpName = "LIMITS" };
        var size = new Option<int>("--size") { Description = "Side of the pictures in pixels.", DefaultValueFactory = _ => Defaults.Size };
        var epochs = new Option<int>("--epochs") { Description = "Epochs of training for all networks at once.", DefaultValueFactory = _ => Defaults.Epochs };
        var tune = new Option<int>("--tune") { Description = "Epochs in which the network that was found then trains by itself, taught by the largest; 0: none.", DefaultValueFactory = _ => Defaults.Tune };
        var population = new Option<int>("--population") { Description = "Networks in a generation.", DefaultValueFactory = _ => Evolution.Population };
        var generations = new Option<int>("--generations") { Description = "Generations behind the first, which is random.", DefaultValueFactory = _ => Evolution.Generations };
        var seed = new Option<int>("--seed") { Description = "Where all randomness comes from.", DefaultValueFactory = _ => (int)Evolution.Seed };
        var pictures = new Option<int?>("--pictures") { Description = "Train on so many pictures instead of all: for a quick look." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for best.onnx and what the next search can use again; default: artifacts/search/DATASET.", HelpName = "FOLDER" };
        var json = CommandLine.Json();
        var command = new Command("search", "Find the best network for a data set under a budget: train all networks of a space at once, let evolution choose. A run that was interrupted goes on.")
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
