// dotnet run -c Release --project bench/compression                     trains what is not trained yet, measures all, writes bench/results/
// dotnet run -c Release --project bench/compression -- --epochs 2       the same with short trainings, printed and not kept: a quick look
//
// `frugal bench compression` runs this. README.md says what is measured. The trainings take two hours on two cores; they are kept in
// artifacts/bench/compression, and go on where they were stopped.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Frugal;
using Frugal.Benchmarks.Compression;
using Frugal.Grading.Authoring;

const int FullEpochs = 90;
var json = new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
try
{
    switch (args)
    {
        case []:
            await RunAsync(FullEpochs);
            return 0;
        case ["--epochs", var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var epochs) && epochs is >= 2 and <= 1000:
            await RunAsync(epochs);
            return 0;
        default:
            Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/compression [-- --epochs 2..1000]");
            return 1;
    }
}
catch (FrugalException failure)
{
    Console.Error.WriteLine($"bench: {failure.Message}");
    return 1;
}

async Task RunAsync(int epochs)
{
    var root = Course.Find().Root;
    var workshop = new Workshop(Path.Combine(root, "artifacts", "bench", "compression", $"{epochs}-epochs"), epochs);
    var networks = new TrainedNetworks(workshop);
    using var network = workshop.Library.Open(Workshop.Baseline);
    using var mobile = workshop.Library.Open("clothing-mobilenet");
    var baseline = workshop.ToOnnx(network, Workshop.Baseline);
    Form[] forms =
    [
        new("baseline", Workshop.Baseline, workshop.Make(Workshop.Baseline + ".onnx", baseline.Save)),
        .. new QuantizedForms(workshop, baseline).All(),
        .. new PrunedForms(workshop, networks).All(),
        .. new DistilledForms(workshop, networks).All(),
        .. new ArchitectureForms(workshop).All(),
        .. new QuantizedForms(workshop, workshop.ToOnnx(mobile, "clothing-mobilenet")).FourBits("the course's MobileNet, "),
    ];
    var table = await Table.MeasureAsync(forms);
    var texts = new List<TextRow>();
    foreach (var kind in new TextForms(workshop).All())
    {
        texts.AddRange(await Table.MeasureTextsAsync(kind));
    }

    var quantizer = QuantizerSpeed.MegabytesPerSecond();
    var goals = Goal.Of(table, quantizer);
    Console.WriteLine(Markdown.Of(table, texts, goals));
    if (epochs == FullEpochs)
    {
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = Path.Combine(root, "bench", "results", $"compression-{Names.File(table.Machine.Cpu).Trim('-')}-{date}.json");
        AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { date, epochs, goals, quantizer_megabytes_per_second = quantizer, table, texts }, json) + "\n"));
        Console.Error.WriteLine(file);
    }
}
