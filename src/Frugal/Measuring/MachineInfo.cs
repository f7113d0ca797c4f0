using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Frugal.Measuring;

/// <summary>The machine on which a measurement ran.</summary>
/// <param name="Cpu">The processor's name as it reports it, or its architecture.</param>
/// <param name="Cores">Number of processors that this process may use.</param>
/// <param name="Flags">The vector extensions relevant to inference, by their Linux names: avx2, avx512_vnni, amx_int8...</param>
/// <param name="RamBytes">The memory that this process may use, in bytes.</param>
/// <param name="Os">The operating system, with its version and architecture.</param>
public sealed record MachineInfo(string Cpu, int Cores, IReadOnlyList<string> Flags, long RamBytes, string Os)
{
    private static readonly string[] Telling =
    [
        "sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16",
        "amx_tile", "amx_int8", "amx_bf16", "asimd", "asimddp", "asimdhp", "i8mm", "bf16", "sve", "sve2",
    ];

    /// <summary>This machine.</summary>
    public static MachineInfo Current() => OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo")
        ? FromCpuInfo(File.ReadAllText("/proc/cpuinfo"))
        : Create(CpuName(), Intrinsics());

    /// <summary>Reads the name and the flags from the text of Linux's <c>/proc/cpuinfo</c>.</summary>
    internal static MachineInfo FromCpuInfo(string text)
    {
        string? Field(params string[] names) => text.Split('\n')
            .Where(line => names.Any(name => line.StartsWith(name, StringComparison.Ordinal)))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault(value => value.Length > 0);

        var flags = (Field("flags", "Features") ?? "").Split(' ').ToHashSet();
        return Create(Field("model name", "Model", "Hardware") ?? CpuName(), Telling.Where(flags.Contains));
    }

    private static MachineInfo Create(string cpu, IEnumerable<string> flags) => new(
        cpu,
        Environment.ProcessorCount,
        [.. flags],
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");

    private static string CpuName() =>
        Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static IEnumerable<string> Intrinsics() => new (string Name, bool Has)[]
    {
        ("sse4_2", Sse42.IsSupported), ("avx", Avx.IsSupported), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported),
        ("avx512f", Avx512F.IsSupported), ("avx512bw", Avx512BW.IsSupported),
        ("avx_vnni", Avx2.IsSupported && (Leaf7(1).Eax & 1 << 4) != 0), ("avx512_vnni", Avx512F.IsSupported && (Leaf7(0).Ecx & 1 << 11) != 0),
        ("asimd", System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported), ("asimddp", System.Runtime.Intrinsics.Arm.Dp.IsSupported),
    }.Where(flag => flag.Has).Select(flag => flag.Name);

    /// <summary>A sub-leaf of CPUID 7, "structured extended feature flags" (Intel SDM, vol. 2A, CPUID).</summary>
    private static (int Eax, int Ebx, int Ecx, int Edx) Leaf7(int subleaf) => X86Base.CpuId(7, subleaf);

    /// <summary>The name for result files: the processor and the extension that decides its int8 speed, as in "amd-epyc-avx2" or "amd-epyc-avx512-vnni".</summary>
    public string Slug() => string.Join('-', $"{Cpu} {Int8Instructions()}".ToLowerInvariant().Split((char[])[.. " ()@/_.,"], StringSplitOptions.RemoveEmptyEntries));

    private string Int8Instructions() => new[] { "avx512_vnni", "avx_vnni", "avx512bw", "avx2", "i8mm", "asimddp" }.FirstOrDefault(Flags.Contains) ?? "";

    /// <summary>A one-line description.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Cpu}, {Cores} core{(Cores == 1 ? "" : "s")}, {new ByteSize(RamBytes)} RAM, {Os}");
}
