using Microsoft.ML.OnnxRuntime;

namespace Frugal.Measuring;

/// <summary>The software of a measurement, and the method.</summary>
/// <param name="Frugal">Frugal's version.</param>
/// <param name="Dotnet">.NET's version.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version.</param>
/// <param name="Pinned">Whether the measuring threads were pinned to processors.</param>
/// <param name="Rounds">Number of interleaved rounds from which the latency ratios follow.</param>
/// <param name="CpuShare">The share of a processor that the measuring thread got, in [0, 1]: below about 0.95 other programs were running,
/// the latencies are too high, and only their ratios hold. Null if the system does not report it.</param>
/// <param name="RamBaseline">The peak memory of the bare runtime in a child process, which <see cref="ModelFigures.Ram"/> excludes.</param>
/// <param name="RamMethod">How memory is measured: "smaps_rollup" (Pss_Anon and Pss_File), or "private_bytes" where the system does not
/// distinguish file-backed memory.</param>
public sealed record RuntimeInfo(string Frugal, string Dotnet, string OnnxRuntime, bool Pinned, int Rounds,
    double? CpuShare, RamFigures RamBaseline, string RamMethod)
{
    /// <summary>This process's runtime.</summary>
    /// <param name="pinned">Whether the measuring threads were pinned to processors.</param>
    /// <param name="rounds">Number of interleaved rounds.</param>
    /// <param name="cpuShare">The share of a processor that the measuring thread got, in [0, 1]; null if unknown.</param>
    /// <param name="memory">The memory use of a model, which contains that of the bare runtime.</param>
    public static RuntimeInfo Current(bool pinned, int rounds, double? cpuShare, MemoryUse memory) => new(
        typeof(RuntimeInfo).Assembly.GetName().Version?.ToString(3) ?? "",
        Environment.Version.ToString(),
        OrtEnv.Instance().GetVersionString(),
        pinned,
        rounds,
        cpuShare,
        new RamFigures(memory.Runtime.Anonymous.Bytes, memory.Runtime.File.Bytes),
        memory.ToldApart ? "smaps_rollup" : "private_bytes");
}
