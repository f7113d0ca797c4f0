using System.Buffers.Text;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace Frugal.Grading.Containment;

/// <summary>A process with all that it started, found in Linux's <c>/proc</c>.</summary>
/// <remarks>A process belongs to the tree when its parent does, when it is of the root's session, or when its environment holds
/// <paramref name="marker"/>: a process whose parent has ended keeps belonging. Others are looked at once, and again after a while, since numbers
/// are given anew.</remarks>
/// <param name="root">The first process.</param>
/// <param name="marker">A NAME=value of the environment that only this tree's processes have.</param>
[SupportedOSPlatform("linux")]
internal sealed class ProcessTree(int root, string marker)
{
    private const int ScansBeforeForgetting = 40;
    private const int Passes = 3;
    private readonly HashSet<int> members = [root];
    private readonly HashSet<int> strangers = [];
    private readonly byte[] marked = Encoding.UTF8.GetBytes(marker);
    private readonly byte[] buffer = new byte[1 << 16];
    private int scans;

    /// <summary>The processes that are there now, those that have ended but are not yet waited for left out.</summary>
    /// <param name="most">Enough: where processes multiply, the search ends when it has found more than that.</param>
    public IReadOnlyList<ProcessUse> Scan(int most)
    {
        if (++scans % ScansBeforeForgetting == 0)
        {
            strangers.Clear();
        }

        var here = new List<ProcessUse>();
        for (var (pass, before) = (0, 0); pass < Passes && members.Count > before && here.Count <= most; pass++)
        {
            before = members.Count;                          // again where it grew: a child may have a lower number than its parent
            here.Clear();
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && !strangers.Contains(id) && Inspect(id) is { } use)
                {
                    here.Add(use);
                    if (here.Count > most)
                    {
                        break;
                    }
                }
            }
        }

        return here;
    }

    private ProcessUse? Inspect(int id)
    {
        if (!members.Contains(id))
        {
            if (!Belongs(id))
            {
                strangers.Add(id);
                return null;
            }

            members.Add(id);
        }

        var status = Read($"/proc/{id}/status");
        var use = status.IsEmpty || status.IndexOf("\nState:\tZ"u8) >= 0 || status.IndexOf("\nState:\tX"u8) >= 0 ? (ProcessUse?)null : new ProcessUse(
            id,
            (int)Field(status, "\nPPid:"u8),
            (int)Field(status, "\nThreads:"u8),
            (Field(status, "\nRssAnon:"u8) + Field(status, "\nVmSwap:"u8)) << 10,
            Field(status, "\nRssFile:"u8) << 10,
            Field(status, "\nRssShmem:"u8) << 10);
        if (status.IsEmpty)
        {
            members.Remove(id);
            members.Add(root);
        }

        return use;
    }

    /// <summary>The text of stat: number, name in parentheses, state, parent, group, session; the name may hold blanks and parentheses.</summary>
    private bool Belongs(int id)
    {
        var stat = Read($"/proc/{id}/stat");
        var words = Encoding.ASCII.GetString(stat[(stat.LastIndexOf((byte)')') + 1)..]).Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 5
            && ((int.TryParse(words[1], CultureInfo.InvariantCulture, out var parent) && members.Contains(parent))
                || words[3] == root.ToString(CultureInfo.InvariantCulture)
                || Read($"/proc/{id}/environ").IndexOf(marked) >= 0);
    }

    private ReadOnlySpan<byte> Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = 0;
            while (length < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
            }

            return buffer.AsSpan(0, length);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];                                       // it has ended meanwhile, or is another user's
        }
    }

    private static long Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart(" \t"u8), out long value, out _) ? value : 0;
    }
}

/// <summary>What one process takes at a moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">Its parent's number.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Anonymous">Bytes of anonymous memory, those swapped out included.</param>
/// <param name="File">Bytes of file-backed memory.</param>
/// <param name="Shared">Bytes of memory that no file holds and that others may map too.</param>
internal readonly record struct ProcessUse(int Id, int Parent, int Threads, long Anonymous, long File, long Shared)
{
    /// <summary>What counts against the limit.</summary>
    public long Memory => Anonymous + Shared;
}
