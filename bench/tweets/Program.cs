// ./frugal bench tweets                            every section, into bench/results/
// ./frugal bench tweets -- classification          one section; printed, not kept
// ./frugal bench tweets -- --quick                 fewer rounds; printed, not kept
// ./frugal bench tweets -- --broker amqp://...     with the rows of workers, which need a RabbitMQ broker
//
// README.md says what is measured, and how.
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Frugal;
using Frugal.Benchmarks;
using Frugal.Benchmarks.Tweets.Classification;
using Frugal.Benchmarks.Tweets.Pipeline;
using Frugal.Measuring;
using Microsoft.ML.OnnxRuntime;

var quick = args.Contains("--quick");
var broker = args.SkipWhile(word => word != "--broker").Skip(1).FirstOrDefault();
var sections = new Dictionary<string, Func<object>>
{
    ["classification"] = () => ClassificationSection.Measure(quick),
    ["pipeline"] = () => PipelineSection.Measure(quick, broker),
    ["labels"] = LabelSection.Measure,
};
string[] chosen = [.. args.Except(["--quick", "--broker", broker ?? ""])];
if (chosen.Except(sections.Keys).Any())
{
    Console.Error.WriteLine($"Usage: ./frugal bench tweets [-- [{string.Join('|', sections.Keys)}] [--quick] [--broker ADDRESS]]");
    return 1;
}

try
{
    var figures = new Dictionary<string, object>
    {
        ["about"] = new
        {
            machine = MachineInfo.Current(),
            load = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture),
            dotnet = Environment.Version.ToString(),
            onnx_runtime = OrtEnv.Instance().GetVersionString(),
            ml_net = typeof(Microsoft.ML.MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        },
    };
    foreach (var (name, measure) in sections.Where(section => chosen.Length == 0 || chosen.Contains(section.Key)))
    {
        figures[name] = measure();
    }

    var json = JsonSerializer.Serialize(figures, new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
    Console.WriteLine(json);
    if (!quick && chosen.Length == 0)
    {
        var file = Path.Combine(Clone.Root, "bench", "results", $"tweets-{MachineInfo.Current().Slug()}.json");
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
