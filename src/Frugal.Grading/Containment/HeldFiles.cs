using System.Globalization;
using System.Runtime.Versioning;

namespace Frugal.Grading.Containment;

/// <summary>Space that processes hold in files without a name: deleted while open, mapped, never named (memfd, O_TMPFILE), or sent to a socket and not yet
/// received. No folder shows it.</summary>
/// <remarks>What the kernel does not show the size of counts as the most that a file may have, <see cref="Limits.File"/>: no program of a lab holds such files.</remarks>
/// <param name="folder">The scratch folder. What is held in its file system counts as its space, the rest as memory: the sandbox offers nothing else.</param>
/// <param name="limits">The limits of the processes.</param>
[SupportedOSPlatform("linux")]
internal sealed class HeldFiles(string folder, Limits limits)
{
    /// <summary>A process that starts another program briefly hides its files; one that hides them longer does so on purpose.</summary>
    private const int CountsToBeSure = 4;

    private readonly Dictionary<((uint, uint) Device, ulong Inode), long> held = [];
    private readonly HashSet<ulong> inodes = [];
    private readonly Dictionary<int, int> hidden = [];
    private readonly (uint, uint) disk = FileStatus.Of(folder, follow: false)?.Device ?? default;
    private long unseen;

    /// <summary>The bytes that are held in the scratch folder's file system.</summary>
    public long Disk { get; private set; }

    /// <summary>The bytes that are held in memory.</summary>
    public long Memory { get; private set; }

    /// <summary>Whether a process does not let its user see its files.</summary>
    public bool Hidden { get; private set; }

    /// <summary>Counts again.</summary>
    public void Count(IReadOnlyCollection<int> processes)
    {
        held.Clear();
        inodes.Clear();
        unseen = 0;
        foreach (var process in processes)
        {
            hidden[process] = Open(process) ? 0 : hidden.GetValueOrDefault(process) + 1;
        }

        foreach (var process in processes)
        {
            Mapped(process);                                 // after all open files: a mapped one is often open too
        }

        Disk = unseen + held.Where(file => file.Key.Device == disk).Sum(file => file.Value);
        Memory = held.Where(file => file.Key.Device != disk).Sum(file => file.Value);
        Hidden = processes.Any(process => hidden[process] >= CountsToBeSure);
    }

    /// <summary>Adds a process's open files. False if they may not be seen.</summary>
    private bool Open(int process)
    {
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd"))
            {
                if (FileStatus.Of(descriptor, follow: true) is not { } status)
                {
                    continue;                                // closed meanwhile
                }

                if (status is { IsFile: true, Links: 0 })
                {
                    Add(status);
                }
                else if (!status.IsFile && (status.IsSocket || status.Kind == 0))
                {
                    unseen += Behind(process, Path.GetFileName(descriptor)) * limits.File.Bytes;
                }
            }

            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return !Directory.Exists($"/proc/{process}");
        }
        catch (IOException)
        {
            return true;                                     // ended meanwhile
        }
    }

    /// <summary>Adds the deleted files that a process maps without having them open. Their size is shown to root alone.</summary>
    private void Mapped(int process)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/maps").Where(line => line.EndsWith(" (deleted)", StringComparison.Ordinal)))
            {
                // 7f0c00000000-7f0c00001000 rw-s 00000000 fe:00 248174   /tmp/frugal-scratch-x/name (deleted)
                var words = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length == 6 && words[5].StartsWith(folder + "/", StringComparison.Ordinal)
                    && ulong.TryParse(words[4], CultureInfo.InvariantCulture, out var inode) && inodes.Add(inode))
                {
                    if (FileStatus.Of($"/proc/{process}/map_files/{words[0]}", follow: true) is { } status)
                    {
                        Add(status);
                    }
                    else
                    {
                        unseen += limits.File.Bytes;
                    }
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or counted as hidden.
        }
    }

    private void Add(FileStatus status)
    {
        inodes.Add(status.Inode);
        held[(status.Device, status.Inode)] = status.Bytes;
    }

    /// <summary>How many open files wait in a socket's queue, or are registered with an io_uring: they need not be open anywhere else.</summary>
    private static long Behind(int process, string descriptor)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/fdinfo/{descriptor}").Take(100)
                .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
                .Where(words => words is ["scm_fds" or "UserFiles", _])
                .Sum(words => long.TryParse(words[1], CultureInfo.InvariantCulture, out var count) ? Math.Max(count, 0) : 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
