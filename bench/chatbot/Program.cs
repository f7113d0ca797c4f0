// ./frugal bench chatbot                       all figures on a model of 1.1 billion weights, half an hour, into bench/results/
// ./frugal bench chatbot -- --size 134m        another size; printed, not kept
// ./frugal bench chatbot -- --quick            fewer rounds; printed, not kept
//
// README.md says what is measured, and how.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Frugal;
using Frugal.Benchmarks;
using Frugal.Benchmarks.Chatbot.Figures;
using Frugal.Benchmarks.Chatbot.Servers;
using Frugal.Measuring;

var size = args is ["--size", var given, ..] ? given : "1b";
var quick = args.Contains("--quick");
if (args.Except(["--quick", "--size", size]).Any())
{
    Console.Error.WriteLine("Usage: ./frugal bench chatbot [-- [--size tiny|134m|1b|3b|7b] [--quick]]");
    return 1;
}

try
{
    var models = ChatModels.Make(size);
    var (tokens, limit) = (quick ? 16 : 48, ByteSize.Parse("2 GB"));
    var bytes = (F16: new FileInfo(models.F16).Length, Q4: new FileInfo(models.Q4).Length);
    var json = JsonSerializer.Serialize(
        new
        {
            about = new
            {
                machine = MachineInfo.Current(),
                load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture),
                dotnet = Environment.Version.ToString(),
                llamasharp = PackageVersions.Of("LLamaSharp"),   // its assembly says 0.0.0
                date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            model = new { shape = models.Shape.Name, like = models.Shape.Like, weights = models.Shape.Parameters, random = true, f16_bytes = bytes.F16, q4_bytes = bytes.Q4, q4_share = (double)bytes.Q4 / bytes.F16 },
            limit_bytes = limit.Bytes,
            modes = await ModeFigures.MeasureAsync(models, starts: quick ? 1 : 5, tokens, limit),
            lazy = new
            {
                in_process = await LazyCycles.MeasureAsync(models, childProcess: false, cycles: quick ? 3 : 50),
                child_process = await LazyCycles.MeasureAsync(models, childProcess: true, cycles: quick ? 3 : 50),
            },
            many_chats = await ManyChats.MeasureAsync(models, chats: 8, tokens: quick ? 8 : 24),
            speed = await SpeedFigures.MeasureAsync(models, rounds: quick ? 3 : 15, tokens),
        },
        new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
    Console.WriteLine(json);
    if (!quick && size == "1b")
    {
        var file = Path.Combine(Clone.Root, "bench", "results", $"chatbot-{MachineInfo.Current().Slug()}.json");
        AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(json + "\n"));
        Console.Error.WriteLine(file);
    }

    return 0;
}
catch (FrugalException failure)
{
    Console.Error.WriteLine($"bench: {failure.Message}");
    return 1;
}
