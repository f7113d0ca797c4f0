using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Frugal.Setup;

/// <summary>What <c>doctor</c> says of the machine itself.</summary>
public static class Machine
{
    private const double GiB = 1L << 30;
    private const double DiskNeeded = 4, MemoryNeeded = 2;

    public static IEnumerable<Check> Facts(Repository repository)
    {
        yield return Check.Fine("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");
        yield return Check.Fine("processor", $"{ProcessorName()}, {Environment.ProcessorCount} cores, {Instructions()}");
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / GiB;
        yield return AtLeast("memory", memory, MemoryNeeded, Text(memory, "GB"), "close other programs, or take a machine with more memory");
        var disk = new DriveInfo(repository.Root).AvailableFreeSpace / GiB;
        yield return AtLeast("disk", disk, DiskNeeded, Text(disk, "GB free"), $"free {DiskNeeded} GB");
    }

    public static IEnumerable<Check> Tools()
    {
        yield return Tool("dotnet", ".NET SDK");
        yield return Tool("node", "Node.js");
        yield return Tool("npm", "npm");
        yield return Tool("git", "git");
    }

    public static IEnumerable<Check> Data()
    {
        var cache = Environment.GetEnvironmentVariable("FRUGAL_CACHE") is { Length: > 0 } chosen ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "frugal");
        yield return IsWritable(cache) ? Check.Fine("cache", cache)
            : Check.Missing("cache", $"{cache} cannot be written", "point the variable FRUGAL_CACHE at a folder of yours");
        yield return Environment.GetEnvironmentVariable("FRUGAL_MIRROR") switch
        {
            null or "" => Check.Fine("mirror", "none: data comes by URL, or is generated"),
            var mirror when Directory.Exists(mirror) => Check.Fine("mirror", mirror),
            var mirror => Check.Missing("mirror", $"{mirror} is not there", "unset the variable FRUGAL_MIRROR or point it at the folder"),
        };
    }

    private static Check AtLeast(string name, double value, double needed, string text, string remedy) =>
        value >= needed ? Check.Fine(name, text) : Check.Missing(name, text, remedy);

    private static string Text(double value, string unit) => $"{value.ToString("0.0", CultureInfo.InvariantCulture)} {unit}";

    private static Check Tool(string program, string name)
    {
        var version = OperatingSystem.IsWindows() && program == "npm"
            ? Shell.Capture("cmd", "/c", "npm --version")
            : Shell.Capture(program, "--version");
        return version?.Trim().Split('\n')[0].Replace("git version ", "") is { Length: > 0 } found
            ? Check.Fine(name, found)
            : Check.Missing(name, "not found", Remedies.ForProgram(program));
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            var existing = folder;
            while (!Directory.Exists(existing))
            {
                existing = Path.GetDirectoryName(existing)!;
            }

            using var trial = new FileStream(Path.Combine(existing, $".frugal-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ProcessorName() =>
        !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    /// <summary>The vector instructions that decide how fast int8 arithmetic is.</summary>
    private static string Instructions()
    {
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
