// dotnet run -c Release --project bench/clothing-api                       all figures, five minutes, into bench/results/
// dotnet run -c Release --project bench/clothing-api -- --quick            the same in one minute, printed and not kept
//
// README.md says what is measured, and how.
using System.Text.Json;
using Frugal;
using Frugal.Benchmarks;
using Frugal.Benchmarks.Serving.Figures;
using Frugal.Benchmarks.Serving.Servers;

switch (args)
{
    case [Loaded.ClientCommand]:
        await Loaded.ServeAsync();
        return 0;
    case []:
    case ["--quick"]:
        try
        {
            await MeasureAsync(quick: args.Length > 0);
            return 0;
        }
        catch (FrugalException failure)
        {
            Console.Error.WriteLine($"bench: {failure.Message}");
            return 1;
        }

    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/clothing-api [-- --quick]");
        return 1;
}

static async Task MeasureAsync(bool quick)
{
    TimeSpan Seconds(double full) => TimeSpan.FromSeconds(quick ? Math.Max(4, full / 8) : full);
    var machine = await Machine.DescribeAsync();
    using var shop = new Shop();
    var results = new
    {
        about = machine,
        model = shop.Prepared.Set.Classifier,
        throughput = await Throughput.MeasureAsync(shop, Seconds(60)),
        against_flask = await Comparison.MeasureAsync(shop, rounds: quick ? 2 : 6, Seconds(10)),
        cold_start = await ColdStart.MeasureAsync(shop, starts: quick ? 3 : 10),
        search = SearchSpeed.Measure(rounds: quick ? 9 : 25),
        hard_times = await HardTimes.MeasureAsync(shop, Seconds(24)),
    };
    var json = JsonSerializer.Serialize(results, Machine.Json);
    Console.WriteLine(json);
    if (!quick)
    {
        var file = Path.Combine(Clone.Root, "bench", "results", $"clothing-api-{Machine.Cpu}.json");
        AtomicFile.WriteAllBytes(file, System.Text.Encoding.UTF8.GetBytes(json + "\n"));
        Console.Error.WriteLine(file);
    }
}
