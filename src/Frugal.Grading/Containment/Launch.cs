using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Frugal.Grading.Containment;

/// <summary>Describes how to start a student's process: the program, and an environment without the grader's variables.</summary>
internal static class Launch
{
    /// <summary>The variables that the process needs from the grader's environment; tokens, seeds and settings of the test run are not passed on.</summary>
    private static readonly string[] Kept =
    [
        "PATH", "LANG", "LC_ALL", "TZ", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
        "FRUGAL_MIRROR", "OMP_NUM_THREADS", "SystemRoot", "SystemDrive", "windir", "ProgramFiles", "NUMBER_OF_PROCESSORS",
    ];

    /// <summary>A variable set to a unique value for the student's processes, by which they are recognised.</summary>
    public const string Marker = "FRUGAL_STUDENT";

    /// <summary>Hot methods are optimised early, not only after a tenth of a second without new methods, so that a timing does not wait for it.</summary>
    private static readonly Dictionary<string, string> Timed = new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = "0" };

    /// <summary>The program and its arguments: the grader's own assembly, run by the current process's <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command(string program, string input, string output, Limits limits) =>
    [
        Dotnet, "exec", program, Worker.Command, input, output,
        limits.File.Bytes.ToString(CultureInfo.InvariantCulture), UserTasks.Limit(limits).ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The <c>dotnet</c> of the current process, found from the runtime's folder.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The start information for the command.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="limits">The limits of its processes.</param>
    /// <param name="scratch">The folder that it may write to.</param>
    /// <param name="runtime">Settings of .NET; null for those of a student's program.</param>
    public static ProcessStartInfo Describe(IReadOnlyList<string> command, Limits limits, Scratch scratch, IReadOnlyDictionary<string, string>? runtime = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = scratch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                start.Environment[name] = value;
            }
        }

        foreach (var (name, value) in Settings(limits, scratch).Concat(runtime ?? Timed))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Dictionary<string, string> Settings(Limits limits, Scratch scratch) => new()
    {
        [Marker] = Guid.NewGuid().ToString("n"),
        ["HOME"] = scratch.Folder,
        ["USERPROFILE"] = scratch.Folder,
        ["TMPDIR"] = scratch.Temporary,
        ["TEMP"] = scratch.Temporary,
        ["TMP"] = scratch.Temporary,
        ["FRUGAL_CACHE"] = Path.Combine(scratch.Folder, "cache"),
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_EnableDiagnostics"] = "0",                  // no debugger, profiler or diagnostic socket for the process
        ["DOTNET_DbgEnableMiniDump"] = "0",
        // The managed heap is limited to slightly less than the memory limit, so that the student sees an OutOfMemoryException and its location.
        ["DOTNET_GCHeapHardLimit"] = "0x" + (limits.Memory.Bytes / 100 * 85).ToString("x", CultureInfo.InvariantCulture),
    };
}
