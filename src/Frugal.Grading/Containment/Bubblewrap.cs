using System.Globalization;
using Frugal.Data;

namespace Frugal.Grading.Containment;

/// <summary>The arguments of bubblewrap, which starts a program in its own namespaces.</summary>
internal static class Bubblewrap
{
    private const int SmallFolder = 16 << 20;

    /// <summary>What programs are made of. A merged system has links here: /lib is usr/lib.</summary>
    private static readonly string[] System = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store"];

    /// <summary>What the dynamic linker, .NET and ONNX Runtime read: no accounts, no keys, no names of the machine.</summary>
    private static readonly string[] Settings =
    [
        "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime", "/etc/os-release", "/etc/dotnet", "/sys/devices/system", "/sys/fs/cgroup",
    ];

    /// <summary>Settings of the whole machine. Where the grader runs as root, the kernel takes a student's process for root when it writes them, without any capability and
    /// also from a user namespace; bubblewrap covers only some of them.</summary>
    private static readonly string[] Machine =
    [
        "/proc/acpi", "/proc/asound", "/proc/bus", "/proc/driver", "/proc/dynamic_debug", "/proc/fs", "/proc/irq", "/proc/latency_stats", "/proc/mtrr", "/proc/pressure", "/proc/scsi",
        "/proc/sys", "/proc/sysrq-trigger", "/proc/tty",
    ];

    /// <summary>The path of the program; null if it is not installed.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, "bwrap")).FirstOrDefault(File.Exists);

    /// <summary>Sets of namespaces, the strictest first: in some containers root may create all except a user namespace.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Apart { get; } =
    [
        [.. Common, "--unshare-all", "--unshare-user", "--disable-userns"],   // bubblewrap 0.8; without namespaces of its own the process can mount nothing
        [.. Common, "--unshare-all"],
        [.. Common, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"],
    ];

    /// <summary>No controlling terminal, no privileges, and killed together with the grader.</summary>
    private static string[] Common => ["--die-with-parent", "--new-session", "--cap-drop", "ALL"];

    /// <summary>The arguments for the program's view of the file system: only what is listed exists, and only the scratch folder can be written.</summary>
    public static IEnumerable<string> Folders(IReadOnlyList<string> command, Scratch scratch)
    {
        var small = SmallFolder.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. System.Where(Path.Exists).SelectMany(path => new DirectoryInfo(path).LinkTarget is { } target ? new[] { "--symlink", target, path } : ["--ro-bind", path, path]),
            .. Settings.SelectMany(path => new[] { "--ro-bind-try", path, path }),
            "--dev", "/dev", "--size", small, "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
            "--proc", "/proc",
            .. Machine.Where(Path.Exists).SelectMany(path => new[] { "--ro-bind", path, path }),
            "--size", small, "--tmpfs", "/proc/1", "--remount-ro", "/proc/1",   // bubblewrap's own first process: who wrote its memory could outlive the grader
            "--size", small, "--tmpfs", "/tmp",
            .. Needed(command).Distinct().SelectMany(path => new[] { "--ro-bind-try", path, path }),
            .. scratch.Covers.SelectMany(path => new[] { "--ro-bind", "/dev/null", path }),
            .. scratch.Reads.SelectMany(path => new[] { "--ro-bind-try", path, path }),
            "--bind", scratch.Folder, scratch.Folder,
            "--remount-ro", "/",
            "--chdir", scratch.Folder,
        ];
    }

    /// <summary>The folders that the program reads, wherever they are: .NET, the program's own, the course's models, and public data.</summary>
    private static IEnumerable<string> Needed(IReadOnlyList<string> command)
    {
        var programs = command.Where(argument => Path.IsPathFullyQualified(argument) && File.Exists(argument)).Select(file => Path.GetDirectoryName(file)!).ToList();
        var models = programs.Select(Course).OfType<string>().Select(course => Path.Combine(course, "models"));
        return [.. programs, .. models, .. new DataFolders().Mirror is { } mirror ? [Path.GetFullPath(mirror)] : Array.Empty<string>()];
    }

    /// <summary>The course that contains the given folder; null if none does.</summary>
    private static string? Course(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "Course.sln")))
            {
                return above.FullName;
            }
        }

        return null;
    }
}
