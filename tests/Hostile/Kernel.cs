using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that ask the kernel for what no lab needs. Each gives 1 if it got it, 0 if it was refused.</summary>
public static partial class Kernel
{
    private const int NewUser = 0x10000000, NewMount = 0x20000, NewNet = 0x40000000, ChildSignal = 17;
    private static readonly bool IsX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static int TraceTheInit(string about) => Got(Trace(16, 1, 0, 0));                    // PTRACE_ATTACH

    public static int TraceTheGrader(string about) => Got(Trace(16, int.Parse(about, null), 0, 0));

    public static unsafe int ReadAnothersMemory(string about)
    {
        var place = Convert.ToInt64(File.ReadLines($"/proc/{about}/maps").First().Split('-')[0], 16);
        var buffer = stackalloc byte[8];
        var local = stackalloc nint[] { (nint)buffer, 8 };
        var remote = stackalloc nint[] { (nint)place, 8 };
        return Got(Call(IsX64 ? 310 : 270, int.Parse(about, null), (nint)local, 1, (nint)remote, 1, 0));
    }

    /// <summary>A user namespace, in which everybody is root again: mounts, raw packets, more of the kernel to attack.</summary>
    public static int NamespaceOfItsOwn(string about) => Got(Unshare(NewUser | NewMount | NewNet));

    public static int NamespaceOfItsOwnByClone(string about)
    {
        var child = Call(IsX64 ? 56 : 220, NewUser | ChildSignal, 0, 0, 0, 0, 0);
        if (child == 0)
        {
            _ = Call(IsX64 ? 231 : 94, 0, 0, 0, 0, 0, 0);                                         // exit_group, in the child
        }

        return Got(child);
    }

    public static int EnterAnotherNamespace(string about)
    {
        using var space = File.OpenHandle("/proc/1/ns/mnt");
        return Got(SetNamespace((int)space.DangerousGetHandle(), 0));
    }

    public static int MountAFolder(string about) => Got(Mount("none", Directory.GetCurrentDirectory(), "tmpfs", 0, null));

    /// <summary>The new way to mount: fsopen.</summary>
    public static unsafe int OpenAFileSystem(string about)
    {
        fixed (byte* name = "tmpfs\0"u8)
        {
            return Got(Call(430, (nint)name, 0, 0, 0, 0, 0));
        }
    }

    public static int ChangeTheRoot(string about) => Got(ChangeRoot("/usr"));

    /// <summary>The session's keyring, which may hold keys of the user who grades.</summary>
    public static int ReadKeys(string about) => Got(Call(IsX64 ? 250 : 219, 0, -3, 1, 0, 0, 0));   // KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING

    public static unsafe int IoRing(string about)
    {
        var parameters = stackalloc byte[120];
        new Span<byte>(parameters, 120).Clear();
        return Got(Call(425, 8, (nint)parameters, 0, 0, 0, 0));
    }

    public static int HandleOthersFaults(string about) => Got(Call(IsX64 ? 323 : 282, 1, 0, 0, 0, 0, 0));   // userfaultfd, UFFD_USER_MODE_ONLY

    public static unsafe int LoadAProgramIntoTheKernel(string about)
    {
        var map = stackalloc int[12];
        new Span<int>(map, 12).Clear();
        (map[0], map[1], map[2], map[3]) = (2, 4, 4, 1);                                          // BPF_MAP_CREATE, of an array
        return Got(Call(IsX64 ? 321 : 280, 0, (nint)map, 48, 0, 0, 0));
    }

    public static unsafe int CountOthersEvents(string about)
    {
        var attributes = stackalloc byte[112];
        new Span<byte>(attributes, 112).Clear();
        (attributes[0], attributes[4]) = (1, 112);                                                // PERF_TYPE_SOFTWARE
        return Got(Call(IsX64 ? 298 : 241, (nint)attributes, 0, -1, -1, 0, 0));
    }

    /// <summary>Memory that no process is charged for once it is detached.</summary>
    public static int SharedSegment(string about) => Got(Call(IsX64 ? 29 : 194, 0, 100 << 20, 0x380, 0, 0, 0));

    public static int MessageQueue(string about) => Got(Call(IsX64 ? 68 : 186, 0, 0x380, 0, 0, 0, 0));

    /// <summary>The machine's host, which no network namespace hides.</summary>
    public static int SocketToTheHost(string about) => Got(Socket(40, 1, 0));                     // AF_VSOCK

    public static int SocketOfPackets(string about) => Got(Socket(17, 3, 0));                     // AF_PACKET

    public static int SocketToTheKernel(string about) => Got(Socket(16, 3, 12));                  // AF_NETLINK, netfilter

    public static int SetTheClock(string about)
    {
        long[] time = [DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 0];                             // a machine that allows it keeps the right time
        return Got(SetClock(0, time));
    }

    /// <summary>A device node for the machine's memory.</summary>
    public static int MakeADevice(string about) => Got(MakeNode(IsX64 ? 133 : 33, "memory"));

    public static int LoadAModule(string about) => Got(Call(IsX64 ? 313 : 273, 0, 0, 0, 0, 0, 0));

    public static int Reboot(string about) => Got(Call(IsX64 ? 169 : 142, unchecked((nint)0xfee1dead), 672274793, 0, 0, 0, 0));   // the command for "disable Ctrl-Alt-Del"

    public static int HighestPriority(string about)
    {
        var priority = 1;
        return Got(SetPriority(0, 0, -20)) + Got(SetScheduler(0, 1, in priority));                // nice -20; SCHED_FIFO
    }

    public static int LargerFiles(string about)
    {
        ulong[] limit = [ulong.MaxValue, ulong.MaxValue];
        return Got(SetLimit(1, limit));                                                           // RLIMIT_FSIZE
    }

    /// <summary>The 32-bit table of calls, which a filter of the 64-bit one alone would miss.</summary>
    public static int CallsOfAnotherTable(string about) => IsX64 ? Got(Call(0x40000000 | 101, 16, 1, 0, 0, 0, 0)) : 0;

    private static int Got(long result) => result >= 0 ? 1 : 0;

    private static long MakeNode(int number, string path)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes($"{Path.GetFullPath(path)}\0");
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            return IsX64
                ? Call(number, pinned.AddrOfPinnedObject(), 0x21b6, 0x101, 0, 0, 0)               // mknod(S_IFCHR | 0666, makedev(1, 1))
                : Call(number, -100, pinned.AddrOfPinnedObject(), 0x21b6, 0x101, 0, 0);
        }
        finally
        {
            pinned.Free();
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Call(long number, nint a, nint b, nint c, nint d, nint e, nint f);

    [LibraryImport("libc", EntryPoint = "ptrace")]
    private static partial long Trace(long request, int process, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns")]
    private static partial int SetNamespace(int descriptor, int kind);

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string kind, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "chroot", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeRoot(string path);

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int Socket(int family, int kind, int protocol);

    [LibraryImport("libc", EntryPoint = "clock_settime")]
    private static partial int SetClock(int clock, long[] time);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int process, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong[] limit);
}
