using System.CommandLine;
using System.Text.Json;
using Frugal.Cli.Rendering;
using Frugal.Search;

namespace Frugal.Cli.Commands.Search;

/// <summary><c>frugal search DATASET --budget "500 KB, 10 M MACs, 0.1 ms"</c>: finds the best network of a search space within a budget.</summary>
internal static class SearchCommand
{
    private static readonly EvolutionOptions Evolution = new();
    private static readonly SearchChoices Defaults = new("", new SearchBudget(), "");

    public static Command Create()
    {
        var dataset = new Argument<string>("dataset") { Description = "Name of a data set (see 'frugal data list'), or a folder of labelled photos.", HelpName = "DATASET|FOLDER" };
        var budget = new Option<string>("--budget") { Description = "Limits on size, MACs or latency, e.g. \"500 KB, 10 M MACs, 0.1 ms\".", Required = true, HelpName = "LIMITS" };
        var size = new Option<int>("--size") { Description = "Side length of the images in pixels.", DefaultValueFactory = _ => Defaults.Size, HelpName = "PIXELS" };
        var epochs = new Option<int>("--epochs") { Description = "Training epochs for all networks at once (the supernet).", DefaultValueFactory = _ => Defaults.Epochs, HelpName = "EPOCHS" };
        var tune = new Option<int>("--tune") { Description = "Epochs of fine-tuning the best network, with the largest as its teacher.", DefaultValueFactory = _ => Defaults.Tune, HelpName = "EPOCHS" };
        var population = new Option<int>("--population") { Description = "Number of networks per generation.", DefaultValueFactory = _ => Evolution.Population, HelpName = "COUNT" };
        var generations = new Option<int>("--generations") { Description = "Number of generations after the first, random one.", DefaultValueFactory = _ => Evolution.Generations, HelpName = "COUNT" };
        var seed = new Option<int>("--seed") { Description = "Random seed.", DefaultValueFactory = _ => (int)Evolution.Seed, HelpName = "SEED" };
        var images = new Option<int?>("--images") { Description = "Train on this many images instead of all, for a quick trial.", HelpName = "COUNT" };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for best.onnx and files that the next search reuses; default: artifacts/search/DATASET.", HelpName = "FOLDER" };
        var json = CommandLine.Json();
        var command = new Command("search", "Find the best network for a data set within a budget: train a supernet, then search it by evolution. An interrupted run resumes.")
        {
            dataset, budget, size, epochs, tune, population, generations, seed, images, output, json,
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
                Images = parsed.GetValue(images),
                Evolution = Evolution with { Population = count, Parents = Math.Clamp(count / 4, 1, Evolution.Parents), Generations = parsed.GetValue(generations), Seed = parsed.GetValue(seed) },
            }.Validated();
            var terminal = Terminal.Of(parsed);
            var outcome = await ProgressLine.RunAsync(terminal, progress => new SearchJob(choices, progress, cancellation).RunAsync(), cancellation);
            if (outcome.Late is { } late)
            {
                terminal.Warn(late);
            }

            terminal.WriteFigures(parsed.GetValue(json), () => JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web), new SearchTable(outcome));
            return 0;
        });
        return command;
    }
}
