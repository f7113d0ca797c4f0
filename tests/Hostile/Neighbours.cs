using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that reach for other processes, for what they inherited, and for the machine's settings. Each gives the number of things that it got.</summary>
public static partial class Neighbours
{
    /// <summary>The first process of the sandbox: who writes its memory may undo that it ends with the grader.</summary>
    public static int WriteTheInitsMemory(string about)
    {
        var range = File.ReadLines("/proc/1/maps").First(line => line.Contains(" rw-p ", StringComparison.Ordinal)).Split('-')[0];
        using var memory = new FileStream("/proc/1/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        memory.Position = long.Parse(range, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var first = memory.ReadByte();
        memory.Position--;
        memory.WriteByte((byte)first);                       // the same, so that a machine that allows it goes on
        return 1;
    }

    public static int SignalTheGrader(string about) => Signal(int.Parse(about, CultureInfo.InvariantCulture), 0) == 0 ? 1 : 0;

    /// <summary>All processes that can be signalled: the sandbox's own first one ignores it.</summary>
    public static int SignalEverybody(string about)
    {
        if (Environment.ProcessId < 100)                     // never outside a sandbox
        {
            _ = Signal(-1, 15);
        }

        return 0;
    }

    public static int KillTheGroup(string about)
    {
        _ = Signal(0, 9);
        return Ends.Deadlock(about);
    }

    /// <summary>Descriptors of files outside, sockets, or more pipes than the five of its own.</summary>
    public static int InheritedDescriptors(string about)
    {
        string[] targets = [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(entry => new FileInfo(entry).LinkTarget).OfType<string>()];
        string[] own = ["/usr/", "/proc/", "/dev/", "/sys/", "/memfd:", Directory.GetCurrentDirectory(), AppContext.BaseDirectory, Path.GetDirectoryName(typeof(object).Assembly.Location)!];
        var foreign = targets.Where(target => target.StartsWith('/') && !own.Any(folder => target.StartsWith(folder, StringComparison.Ordinal))).ToList();
        return foreign.Count + (targets.Any(target => target.StartsWith("socket:", StringComparison.Ordinal)) && about == "sockets" ? 1 : 0);
    }

    /// <summary>A socket without a file, which only a network namespace hides.</summary>
    public static int ConnectToAnAbstractSocket(string about)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint($"\0{about}"));
        return 1;
    }

    /// <summary>Settings of the whole machine, opened for writing and not written.</summary>
    public static int ChangeTheMachine(string about) => Openable(FileAccess.Write, "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/overcommit_memory",
        "/proc/sys/kernel/modprobe", "/sys/kernel/mm/transparent_hugepage/enabled", "/sys/devices/system/cpu/cpu0/online", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq");

    public static int LeaveTheControlGroup(string about) => Openable(FileAccess.Write,
        [.. Directory.EnumerateFiles("/sys/fs/cgroup", "cgroup.procs", new EnumerationOptions { MaxRecursionDepth = 2, RecurseSubdirectories = true, IgnoreInaccessible = true })]);

    public static int ReadTheMachinesMemory(string about) => Openable(FileAccess.Read, "/dev/mem", "/dev/kmem", "/proc/kcore", "/dev/kmsg", "/proc/kmsg", "/dev/sda", "/dev/vda", "/dev/vsock", "/dev/kvm", "/dev/fuse", "/dev/net/tun");

    /// <summary>Ways around the view of the file system.</summary>
    public static int LookAroundTheRoot(string about) => Openable(FileAccess.Read, "/proc/1/root/etc/shadow", "/proc/self/root/etc/shadow", "/proc/1/cwd/etc/passwd",
        "/proc/self/cwd/../../../../etc/passwd", "/proc/self/task/1/root/etc/passwd", "/etc/passwd", "/etc/hostname", "/etc/machine-id", "/root/.bashrc", "/var/log/dpkg.log", "/run/docker.sock");

    /// <summary>The grader's temporary files, and those of other gradings.</summary>
    public static int FindOtherGradings(string about) =>
        Directory.EnumerateFileSystemEntries("/tmp", "frugal*").Count(path => !new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory }.Any(own => own.StartsWith(path, StringComparison.Ordinal)));

    /// <summary>Variables that would change programs that the grader starts, were they its own.</summary>
    public static int SetVariablesForOthers(string about)
    {
        foreach (var name in new[] { "LD_PRELOAD", "LD_AUDIT", "DOTNET_STARTUP_HOOKS", "CORECLR_ENABLE_PROFILING", "CORECLR_PROFILER_PATH", "DOTNET_ADDITIONAL_DEPS", "MSBUILDADDITIONALSDKRESOLVERSFOLDER" })
        {
            Environment.SetEnvironmentVariable(name, Path.GetFullPath("evil.so"));
        }

        return 0;
    }

    /// <summary>A name that reads like another line of the process's status: a process that is no more, and holds no memory.</summary>
    public static int HideAsAZombie(string about)
    {
        _ = SetName(15, "x) Z 1 1 1\nState:\tZ\n");       // PR_SET_NAME, of the calling thread
        foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            File.WriteAllText($"{task}/comm", "x) Z 1 (\nState:\tZ");
        }

        return Floods.NativeMemory(about);
    }

    /// <summary>A process that leaves its parent, its session and the variable by which it is known.</summary>
    public static int DaemonWithoutMarker(string about)
    {
        System.Diagnostics.Process.Start("/bin/sh", ["-c", $"env -i setsid /bin/sh -c 'env -i setsid sleep {about} &' >/dev/null 2>&1 </dev/null &"]).WaitForExit();
        return about.Length;
    }

    /// <summary>Processes that have ended, and that nobody waits for: they hold no memory, but places in the machine's table.</summary>
    public static unsafe int Zombies(string about)
    {
        var library = NativeLibrary.Load("libc");
        var fork = (delegate* unmanaged[SuppressGCTransition]<int>)NativeLibrary.GetExport(library, "fork");
        var exit = (delegate* unmanaged[SuppressGCTransition]<int, void>)NativeLibrary.GetExport(library, "_exit");
        while (fork() is var child)
        {
            if (child == 0)
            {
                exit(0);
            }

            if (child < 0)
            {
                return Ends.Deadlock(about);
            }
        }

        return 0;
    }

    private static int Openable(FileAccess access, params string[] paths) => paths.Count(path =>
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetName(int option, string name);
}
