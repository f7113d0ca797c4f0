using System.Globalization;
using Frugal.Data;

namespace Frugal.Grading.Containment;

/// <summary>The arguments of bubblewrap, which starts a program in its own namespaces.</summary>
internal static class Bubblewrap
{
    private const int SmallFolder = 64 << 20;

    /// <summary>Folders to hide from the student: keys, mail, other work, sockets of services.</summary>
    private static readonly string[] Hidden = ["/home", "/root", "/run", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];

    /// <summary>The path of the program; null if it is not installed.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, "bwrap")).FirstOrDefault(File.Exists);

    /// <summary>Sets of namespaces, the strictest first: in some containers root may create all except a user namespace.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Apart { get; } =
    [
        [.. Common, "--unshare-all"],
        [.. Common, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"],
    ];

    /// <summary>No controlling terminal, no privileges, and killed together with the grader.</summary>
    private static string[] Common => ["--die-with-parent", "--new-session", "--cap-drop", "ALL"];

    /// <summary>The arguments for the program's view of the file system.</summary>
    public static IEnumerable<string> Folders(IReadOnlyList<string> command, Scratch scratch)
    {
        var small = SmallFolder.ToString(CultureInfo.InvariantCulture);
        string[] hidden = [.. Hidden.Where(folder => folder.Length > 1 && Directory.Exists(folder)).Distinct()];
        string[] covered = [.. hidden, "/tmp", Path.GetTempPath().TrimEnd('/')];
        return
        [
            "--ro-bind", "/", "/",
            "--dev", "/dev", "--size", small, "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
            "--proc", "/proc",
            .. covered.Distinct().SelectMany(folder => new[] { "--size", small, "--tmpfs", folder }),
            .. Needed(command).Where(path => covered.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)))
                .Distinct().SelectMany(path => new[] { "--ro-bind-try", path, path }),
            "--bind", scratch.Folder, scratch.Folder,
            "--chdir", scratch.Folder,
        ];
    }

    /// <summary>The folders that the program reads, wherever they are: .NET, the grader with its course, downloaded models and data.</summary>
    private static IEnumerable<string> Needed(IReadOnlyList<string> command)
    {
        var folders = new DataFolders();
        var files = command.Where(Path.IsPathFullyQualified).Select(file => Path.GetDirectoryName(file)!);
        return [.. files.Select(Course), Path.GetFullPath(folders.Cache), .. folders.Mirror is { } mirror ? [Path.GetFullPath(mirror)] : Array.Empty<string>()];
    }

    /// <summary>The course folder that contains the given folder, or the folder itself.</summary>
    private static string Course(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "Course.sln")))
            {
                return above.FullName;
            }
        }

        return folder;
    }
}
