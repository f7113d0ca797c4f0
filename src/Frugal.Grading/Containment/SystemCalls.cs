using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Frugal.Grading.Containment;

/// <summary>
/// The system calls that no process of a student's may make: those that reach other processes, keys, the clock, mounts and namespaces, that hold memory which no process
/// is charged for, or that have often been the way into a kernel. The filter is a program of the kernel's (Documentation/userspace-api/seccomp_filter.rst), which
/// bubblewrap loads; a file beside this assembly holds it.
/// </summary>
internal static class SystemCalls
{
    private const uint Allow = 0x7fff0000, NotPermitted = 0x00050001, NotImplemented = 0x00050026, NoSuchFamily = 0x00050061;   // SECCOMP_RET_ALLOW, _ERRNO with EPERM, ENOSYS, EAFNOSUPPORT
    private const ushort Load = 0x20, Equal = 0x15, AtLeast = 0x35, AnyBit = 0x45, Return = 0x06;                                // <linux/bpf_common.h>
    private const int NumberPlace = 0, ArchitecturePlace = 4, FirstArgumentPlace = 16;                                         // struct seccomp_data
    private const uint Namespaces = 0x7e020000;              // CLONE_NEWNS, _NEWCGROUP, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET
    private const uint OtherTable = 0x40000000;              // the x32 calls of x64
    private static readonly uint[] Families = [1, 2, 10];    // Unix, IPv4, IPv6: not vsock, which leads to the machine's host, nor packets, nor the kernel's own

    /// <summary>The file descriptor over which bubblewrap gets the filter.</summary>
    private const string Descriptor = "9";

    /// <summary>The name of the filter's file; null for processors without one.</summary>
    private static string? File => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
        ? Path.Combine(Path.GetDirectoryName(typeof(SystemCalls).Assembly.Location)!, Name(RuntimeInformation.ProcessArchitecture))
        : null;

    /// <summary>The start of bubblewrap's command line with the filter; null where there is none for this processor.</summary>
    /// <param name="bubblewrap">The program.</param>
    public static IReadOnlyList<string>? Filtered(string bubblewrap) => System.IO.File.Exists(File)
        ? ["/bin/sh", "-c", $"exec \"$@\" {Descriptor}<\"$0\"", File, bubblewrap, "--seccomp", Descriptor]   // the shell becomes bubblewrap: no process between
        : null;

    /// <summary>The name of the filter's file for a processor.</summary>
    internal static string Name(Architecture processor) => processor == Architecture.X64 ? "system-calls.x64.bpf" : "system-calls.arm64.bpf";

    /// <summary>The filter for a processor, as the kernel reads it.</summary>
    internal static byte[] Program(Architecture processor)
    {
        var table = processor == Architecture.X64 ? X64 : Arm64;
        var program = new List<byte>();
        Add(Load, ArchitecturePlace);
        Add(Equal, table.Kernel, jumpIfTrue: 1);
        Add(Return, NotPermitted);                           // calls of another processor's table
        Add(Load, NumberPlace);
        Add(AtLeast, OtherTable, jumpIfFalse: 1);
        Add(Return, NotPermitted);
        foreach (var call in table.Refused)
        {
            Add(Equal, call, jumpIfFalse: 1);
            Add(Return, NotPermitted);
        }

        Add(Equal, 435, jumpIfFalse: 1);                     // clone3, whose flags a filter cannot read: C libraries then use clone
        Add(Return, NotImplemented);
        Add(Equal, table.Fork, jumpIfFalse: 4);
        Add(Load, FirstArgumentPlace);
        Add(AnyBit, Namespaces, jumpIfFalse: 1);
        Add(Return, NotPermitted);
        Add(Return, Allow);
        foreach (var call in table.Sockets)
        {
            Add(Equal, call, jumpIfFalse: (byte)(Families.Length + 3));
            Add(Load, FirstArgumentPlace);
            for (var i = 0; i < Families.Length; i++)
            {
                Add(Equal, Families[i], jumpIfTrue: (byte)(Families.Length - i));
            }

            Add(Return, NoSuchFamily);
            Add(Return, Allow);
        }

        Add(Return, Allow);
        return [.. program];

        // struct sock_filter
        void Add(ushort code, uint value, byte jumpIfTrue = 0, byte jumpIfFalse = 0)
        {
            Span<byte> instruction = stackalloc byte[8];
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, code);
            (instruction[2], instruction[3]) = (jumpIfTrue, jumpIfFalse);
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], value);
            program.AddRange(instruction);
        }
    }

    private static Table X64 { get; } = new(0xc000003e, Fork: 56, Sockets: [41, 53], Refused:
    [
        101, 310, 311, 312, 438, 440,                        // ptrace, process_vm_readv, process_vm_writev, kcmp, pidfd_getfd, process_madvise
        248, 249, 250,                                       // add_key, request_key, keyctl
        298, 300, 321, 323, 425, 426, 427,                   // perf_event_open, fanotify_init, bpf, userfaultfd, io_uring_setup, _enter, _register
        29, 30, 31, 67, 64, 65, 66, 220, 68, 69, 70, 71,     // shmget, shmat, shmctl, shmdt, semget, semop, semctl, semtimedop, msgget, msgsnd, msgrcv, msgctl
        240, 241, 447,                                       // mq_open, mq_unlink, memfd_secret
        155, 161, 165, 166, 428, 429, 430, 431, 432, 433, 442,   // pivot_root, chroot, mount, umount2, open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr
        272, 308, 135,                                       // unshare, setns, personality
        246, 320, 175, 176, 313, 169, 167, 168,              // kexec_load, kexec_file_load, init_module, delete_module, finit_module, reboot, swapon, swapoff
        159, 164, 227, 305,                                  // adjtimex, settimeofday, clock_settime, clock_adjtime
        103, 163, 179, 443, 303, 304, 212, 153,              // syslog, acct, quotactl, quotactl_fd, name_to_handle_at, open_by_handle_at, lookup_dcookie, vhangup
        154, 172, 173,                                       // modify_ldt, iopl, ioperm
    ]);

    private static Table Arm64 { get; } = new(0xc00000b7, Fork: 220, Sockets: [198, 199], Refused:
    [
        117, 270, 271, 272, 438, 440,                        // in the same order
        217, 218, 219,
        241, 262, 280, 282, 425, 426, 427,
        194, 196, 195, 197, 190, 193, 191, 192, 186, 189, 188, 187,
        180, 181, 447,
        41, 51, 40, 39, 428, 429, 430, 431, 432, 433, 442,
        97, 268, 92,
        104, 294, 105, 106, 273, 142, 224, 225,
        171, 170, 112, 266,
        116, 89, 60, 443, 264, 265, 18, 58,
    ]);

    /// <summary>The numbers of a processor's calls.</summary>
    private sealed record Table(uint Kernel, uint Fork, uint[] Sockets, uint[] Refused);
}
