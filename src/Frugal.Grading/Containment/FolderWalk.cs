using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace Frugal.Grading.Containment;

/// <summary>Counts and removes what a student's process left in a folder: any names, any depth, any permissions.</summary>
internal static class FolderWalk
{
    /// <summary>Folders in folders.</summary>
    private const int Deepest = 32;

    /// <summary>Bytes of a path. Linux opens no path of 4,096 or more: what lies behind such a one can neither be listed nor measured.</summary>
    private const int Longest = 4000;

    /// <summary>Why a folder holds more than is allowed; null if it does not. Counting ends where a limit is passed, so that it takes no longer for more.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="held">The bytes of files that are no longer in the folder and still take its space.</param>
    public static StudentFailure? Excess(string folder, Limits limits, long held = 0) => Excess(folder, limits, held, List);

    /// <summary>As above, with another way to list a folder: root may list any.</summary>
    internal static StudentFailure? Excess(string folder, Limits limits, long held, Func<DirectoryInfo, IEnumerable<FileSystemInfo>> list)
    {
        var (bytes, entries) = (held, 0);
        var several = new HashSet<((uint, uint), ulong)>();   // files with several names count once
        var open = new Stack<(DirectoryInfo Folder, int Depth)>([(new DirectoryInfo(folder), 0)]);
        while (open.TryPop(out var next))
        {
            if (Entries(next.Folder, list) is not { } entriesHere)
            {
                return Verdicts.StrangeFolder(Deepest);
            }

            foreach (var entry in entriesHere)
            {
                bytes += entry is FileInfo { LinkTarget: null } file ? Space(file, several) : 0;
                if (bytes > limits.Folder.Bytes || ++entries > limits.Entries)
                {
                    return Verdicts.TooMuchWritten(limits);
                }

                if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) || next.Depth == Deepest || Encoding.UTF8.GetByteCount(entry.FullName) is 0 or > Longest)   // 0 for some that are too long for .NET
                {
                    return Verdicts.StrangeFolder(Deepest);
                }

                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    open.Push((inner, next.Depth + 1));
                }
            }
        }

        return null;
    }

    /// <summary>Removes a folder. What .NET cannot name or enter, the system's own tools remove: they go folder by folder, by descriptor.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException) when (!Directory.Exists(folder))
        {
            // Removed before.
        }
        catch (Exception failure) when (!OperatingSystem.IsWindows() && failure is UnauthorizedAccessException or IOException or ArgumentException)   // the last for some paths that are too long
        {
            Run("chmod", "-R", "u+rwX", folder);
            Run("rm", "-rf", "--", folder);
        }
    }

    /// <summary>What is in a folder; null if it cannot be listed. Files can still be written into such a folder, by their names.</summary>
    private static IReadOnlyList<FileSystemInfo>? Entries(DirectoryInfo folder, Func<DirectoryInfo, IEnumerable<FileSystemInfo>> list)
    {
        try
        {
            return [.. list(folder).Take(100_000)];
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or PathTooLongException)
        {
            return null;
        }
        catch (IOException)
        {
            return [];                                       // removed meanwhile
        }
    }

    private static IEnumerable<FileSystemInfo> List(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });

    /// <summary>The space that a file takes: on Linux its blocks, so that the holes of a sparse file do not count.</summary>
    private static long Space(FileInfo file, HashSet<((uint, uint), ulong)> several)
    {
        try
        {
            return !OperatingSystem.IsLinux() ? file.Length
                : FileStatus.Of(file.FullName, follow: false) is { } status && (status.Links < 2 || several.Add((status.Device, status.Inode))) ? status.Bytes
                : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}
