using System.Globalization;
using System.Runtime.InteropServices;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>The memory of the process that the probes run in. Linux only; elsewhere 0.</summary>
internal static class OwnMemory
{
    public static bool Known => File.Exists("/proc/self/smaps_rollup");

    public static long Anonymous => Read("Pss_Anon:");

    public static long FileBacked => Read("Pss_File:");

    /// <summary>Returns what is free to the system: .NET's heap, and that of native code.</summary>
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        try
        {
            _ = Trim(0);
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // another C library
        }
    }

    /// <summary>Whether the process has the file mapped, or open.</summary>
    public static bool Maps(string path) => File.Exists("/proc/self/maps") && File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal);

    public static bool Opens(string path) => Directory.Exists("/proc/self/fd") && Directory.GetFiles("/proc/self/fd").Any(file => new FileInfo(file).LinkTarget == path);

    private static long Read(string name) => !Known ? 0
        : long.Parse(File.ReadLines("/proc/self/smaps_rollup").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 10;

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nint pad);
}
