using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Runtime.InteropServices;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Checks;

/// <summary>The checks of <c>doctor</c> for the machine itself.</summary>
public static class Machine
{
    private const double DiskNeeded = 2, MemoryNeeded = 2;

    public static IEnumerable<Check> Facts(Repository repository, Host host)
    {
        yield return Check.Fine("system", $"{host.Name}, {host.Architecture.ToString().ToLowerInvariant()}");
        yield return Check.Fine("processor", $"{ProcessorName()}, {Environment.ProcessorCount} cores, {Instructions()}");
        yield return AtLeast("memory", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, MemoryNeeded, "GB", "close other programs, or take a machine with more memory");
        yield return AtLeast("disk", Disk.FreeGigabytes(repository.Root), DiskNeeded, "GB free", "free space, or move the clone to a larger disk");
    }

    public static IEnumerable<Check> Tools(Host host)
    {
        yield return Tool("dotnet", ".NET SDK", host);
        yield return Tool("git", "git", host);
        if (host.Family == Family.Windows)
        {
            yield return File.Exists(Path.Combine(Environment.SystemDirectory, "msvcp140.dll"))
                ? Check.Fine("Visual C++ runtime", "installed")
                : Check.Missing("Visual C++ runtime", "not found; libtorch and ONNX Runtime need it", "winget install Microsoft.VCRedist.2015+.x64");
        }
    }

    public static IEnumerable<Check> Data()
    {
        var cache = Environment.GetEnvironmentVariable("FRUGAL_CACHE") is { Length: > 0 } chosen ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "frugal");
        yield return Disk.IsWritable(cache) ? Check.Fine("data cache", cache)
            : Check.Missing("data cache", $"{cache} cannot be written", "point the variable FRUGAL_CACHE at a folder of yours");
        yield return Environment.GetEnvironmentVariable("FRUGAL_MIRROR") switch
        {
            null or "" => Check.Fine("mirror", "none: data comes by URL, or is generated"),
            var mirror when Directory.Exists(mirror) => Check.Fine("mirror", mirror),
            var mirror => Check.Missing("mirror", $"{mirror} does not exist", "unset the variable FRUGAL_MIRROR or point it at the folder"),
        };
    }

    /// <summary>Checks a quantity against the amount needed.</summary>
    public static Check AtLeast(string name, double value, double needed, string unit, string remedy)
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");
        return value >= needed ? Check.Fine(name, found) : Check.Missing(name, string.Create(CultureInfo.InvariantCulture, $"{found}; {needed:0} GB are needed"), remedy);
    }

    private static Check Tool(string program, string name, Host host) =>
        Shell.Capture(program, "--version")?.Trim().Split('\n')[0].Replace("git version ", "") is { Length: > 0 } found
            ? Check.Fine(name, found)
            : Check.Missing(name, "not found", Advice.Program(program, host));

    private static string ProcessorName() =>
        !File.Exists("/proc/cpuinfo") ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    /// <summary>The vector instructions, which determine the speed of int8 arithmetic.</summary>
    private static string Instructions()
    {
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.X86))
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        var flags = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) ?? "" : "";
        string[] known =
        [
            Avx2.IsSupported ? "AVX2" : "",
            Avx512F.IsSupported ? "AVX-512" : "",
            flags.Contains("avx512_vnni", StringComparison.Ordinal) || flags.Contains("avx_vnni", StringComparison.Ordinal) ? "VNNI" : "",
        ];
        return known.Any(name => name.Length > 0) ? string.Join(" ", known.Where(name => name.Length > 0)) : "no AVX2";
    }
}
