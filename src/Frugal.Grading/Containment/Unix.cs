using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Frugal.Grading.Containment;

/// <summary>System calls for Linux and macOS.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Unix
{
    private const int SetDescriptorFlags = 2;                // F_SETFD
    private const int CloseOnExecFlag = 1;                   // FD_CLOEXEC
    private const int KillSignal = 9;                        // SIGKILL
    private const int StopSignal = 19;                       // SIGSTOP, on Linux
    private const int FileSizeResource = 1;                  // RLIMIT_FSIZE
    private const int CoreSizeResource = 4;                  // RLIMIT_CORE
    private const int TasksResource = 6;                     // RLIMIT_NPROC, on Linux
    private const int FilesResource = 7;                     // RLIMIT_NOFILE, on Linux
    private const int MostOpenFiles = 8192;
    private const int DumpableOption = 4;                    // PR_SET_DUMPABLE

    /// <summary>Starts a new session and process group, so that the process can be killed with all its children.</summary>
    public static void BecomeGroupLeader() => _ = SetSession();

    /// <summary>Prevents child processes from inheriting the descriptor. Linux only: elsewhere fcntl takes its last argument in another way.</summary>
    [SupportedOSPlatform("linux")]
    public static void CloseOnExec(int descriptor) => _ = ControlDescriptor(descriptor, SetDescriptorFlags, CloseOnExecFlag);

    /// <summary>Disables core dumps and limits the size of files, and on Linux the number of open files.</summary>
    public static void LimitFiles(long bytes)
    {
        _ = SetResourceLimit(CoreSizeResource, new ResourceLimit(0, 0));
        _ = SetResourceLimit(FileSizeResource, new ResourceLimit((ulong)bytes, (ulong)bytes));
        if (OperatingSystem.IsLinux())
        {
            _ = SetResourceLimit(FilesResource, new ResourceLimit(MostOpenFiles, MostOpenFiles));   // each is looked at several times a second
        }
    }

    /// <summary>Closes this process's memory, environment and open files to other processes of the same user (ptrace, /proc), except root's.</summary>
    [SupportedOSPlatform("linux")]
    public static void HideMemory() => _ = ControlProcess(DumpableOption, 0, 0, 0, 0);

    /// <summary>Limits the processes and threads of this process's user; 0 for no limit.</summary>
    [SupportedOSPlatform("linux")]
    public static void LimitTasks(int most)
    {
        if (most > 0)
        {
            _ = SetResourceLimit(TasksResource, new ResourceLimit((ulong)most, (ulong)most));
        }
    }

    /// <summary>Sends SIGKILL to a process.</summary>
    public static void Kill(int process) => _ = SendSignal(process, KillSignal);

    /// <summary>Suspends a process.</summary>
    [SupportedOSPlatform("linux")]
    public static void Stop(int process) => _ = SendSignal(process, StopSignal);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(int descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlProcess(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetResourceLimit(int resource, in ResourceLimit limit);

    /// <summary>The C struct rlimit.</summary>
    private readonly record struct ResourceLimit(ulong Current, ulong Maximum);
}
