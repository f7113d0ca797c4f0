// dotnet run -c Release --project bench/compression                             trains what is not trained yet, measures all, writes bench/results/
// dotnet run -c Release --project bench/compression -- --only masked,distilled  these sections anew; the others stay as the file has them
// dotnet run -c Release --project bench/compression -- --epochs 2               the same with short trainings, printed and not kept: a quick look
//
// `frugal bench compression` runs this. README.md says what is measured. The trainings take two hours and a half on two cores; they are kept in
// artifacts/bench/compression, and go on where they were stopped.
using System.Globalization;
using Frugal;
using Frugal.Benchmarks.Compression;
using Frugal.Grading.Authoring;

const int FullEpochs = 90;
try
{
    var (epochs, only) = (FullEpochs, Array.Empty<string>());
    for (var i = 0; i < args.Length; i += 2)
    {
        switch (args[i..Math.Min(i + 2, args.Length)])
        {
            case ["--epochs", var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out epochs) && epochs is >= 2 and <= 1000:
                break;
            case ["--only", var names]:
                only = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                break;
            default:
                throw new FrugalException($"'{string.Join(' ', args)}' is not understood. Usage: dotnet run -c Release --project bench/compression [-- --only SECTION,SECTION] [--epochs 2..1000]");
        }
    }

    await RunAsync(epochs, only);
    return 0;
}
catch (FrugalException failure)
{
    Console.Error.WriteLine($"bench: {failure.Message}");
    return 1;
}

async Task RunAsync(int epochs, string[] only)
{
    var root = Course.Find().Root;
    var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    var all = new Sections(new Workshop(Path.Combine(root, "artifacts", "bench", "compression", $"{epochs}-epochs"), epochs)).All();
    var tables = new List<Table>();
    foreach (var section in Section.Choose(all, only))
    {
        tables.Add(await Table.MeasureAsync(section, date));
        Console.WriteLine(Markdown.Of(tables[^1]));
    }

    var results = Results.Of(epochs, QuantizerSpeed.MegabytesPerSecond(), tables);
    if (epochs == FullEpochs)
    {
        var file = Results.FileIn(Path.Combine(root, "bench", "results"));
        results = results.Over(file, [.. all.Select(section => section.Name)]);
        results.Save(file);
        Console.Error.WriteLine(file);
    }

    Console.WriteLine(Markdown.Of(results.Goals));
}
