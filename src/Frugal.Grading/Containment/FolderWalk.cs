using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Frugal.Containment;

namespace Frugal.Grading.Containment;

/// <summary>Counts and removes what a student's process left in a folder: any names, any depth, any permissions.</summary>
internal static class FolderWalk
{
    /// <summary>Folders in folders; the longest path of Linux, 4,096 bytes, is only reached beyond.</summary>
    private const int Deepest = 32;

    /// <summary>Bytes of a path below which .NET can name a file whatever its own name is: Linux allows 4,096, with a name of 255.</summary>
    private const int LongestPath = 3500;

    /// <summary>Why a folder holds more than is allowed; null if it does not. Counting ends where a limit is passed, so that it takes no longer for more.</summary>
    public static StudentFailure? Excess(string folder, Limits limits)
    {
        var (bytes, entries) = (0L, 0);
        var open = new Stack<(DirectoryInfo Folder, int Depth)>([(new DirectoryInfo(folder), 0)]);
        while (open.TryPop(out var next))
        {
            if (Entries(next.Folder) is not { } entriesHere)
            {
                return Verdicts.StrangeFolder(Deepest);
            }

            foreach (var entry in entriesHere)
            {
                if (IsStrange(entry, next.Depth))
                {
                    return Verdicts.StrangeFolder(Deepest);
                }

                bytes += entry is FileInfo { LinkTarget: null } file ? Length(file) : 0;
                if (bytes > limits.Folder.Bytes || ++entries > limits.Entries)
                {
                    return Verdicts.TooMuchWritten(limits);
                }

                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    open.Push((inner, next.Depth + 1));
                }
            }
        }

        return null;
    }

    private static bool IsStrange(FileSystemInfo entry, int depth) => entry.Name.Contains('\uFFFD', StringComparison.Ordinal) || depth == Deepest
        || Encoding.UTF8.GetByteCount(entry.FullName) is 0 or > LongestPath;

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
        catch (Exception failure) when (!OperatingSystem.IsWindows() && failure is UnauthorizedAccessException or IOException or ArgumentException)   // the last one: a path that is too long for .NET
        {
            Run("chmod", "-R", "u+rwX", folder);
            Run("rm", "-rf", "--", folder);
        }
    }

    /// <summary>What is in a folder; null if it cannot be listed. Files can still be written into such a folder, by their names.</summary>
    private static IReadOnlyList<FileSystemInfo>? Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }).Take(100_000)];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return [];                                       // removed meanwhile
        }
    }

    private static long Length(FileInfo file)
    {
        try
        {
            // Space may be reserved beyond a file's end, where its length does not tell.
            return OperatingSystem.IsLinux() ? Math.Max(file.Length, PlainFile.Allocated(file.FullName)) : file.Length;
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
