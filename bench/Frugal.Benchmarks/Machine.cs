using System.Runtime.InteropServices;
using System.Text.Json;
using Frugal.Measuring;
using TorchSharp;

namespace Frugal.Benchmarks;

/// <summary>What a result has to be read with.</summary>
internal static class Machine
{
    public static JsonSerializerOptions Json { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static object Describe() => new
    {
        cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim(),
        flags = MachineInfo.Current().Flags,
        cores = Environment.ProcessorCount,
        load = File.ReadAllText("/proc/loadavg").Split(' ')[0],
        system = RuntimeInformation.OSDescription,
        dotnet = RuntimeInformation.FrameworkDescription,
        torchsharp = typeof(torch).Assembly.GetName().Version?.ToString(),
        date = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}
