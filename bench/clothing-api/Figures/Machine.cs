using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Benchmarks.Serving.Servers;
using Frugal.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>What the figures have to be read with.</summary>
internal static class Machine
{
    public static JsonSerializerOptions Json { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>"amd-epyc-avx2": the processor's name in a file's name.</summary>
    public static string Cpu => MachineInfo.Current().Slug();

    public static string Date => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Programs that want a processor, the mean of the last minute.</summary>
    public static double Load => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    public static async Task<object> DescribeAsync() => new
    {
        machine = MachineInfo.Current(),
        load = Load,
        dotnet = Environment.Version.ToString(),
        onnx_runtime = OrtEnv.Instance().GetVersionString(),
        baseline = JsonNode.Parse(await Shop.BaselineVersionsAsync()),
        date = Date,
    };
}
