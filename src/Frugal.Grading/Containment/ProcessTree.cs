using System.Buffers.Text;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace Frugal.Grading.Containment;

/// <summary>A process and its descendants, found in Linux's <c>/proc</c>.</summary>
/// <remarks>A process belongs to the tree if its parent does, if it is in the root's session, or if its environment contains
/// <paramref name="marker"/>, so that a process whose parent has ended is still found. Other processes are checked once, and again after a while, since
/// ids are reused.</remarks>
/// <param name="root">The first process.</param>
/// <param name="marker">A NAME=value pair that only this tree's processes have in their environment.</param>
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

    /// <summary>Number of processes in the last scan that had ended, and whose parent had not asked for their exit code: they hold places in the system's table.</summary>
    public int Zombies { get; private set; }

    /// <summary>The current processes of the tree, without zombies.</summary>
    /// <param name="most">The limit of the search: if processes multiply, it stops when it has found more than this number.</param>
    public IReadOnlyList<ProcessUse> Scan(int most)
    {
        if (++scans % ScansBeforeForgetting == 0)
        {
            strangers.Clear();
        }

        var here = new List<ProcessUse>();
        for (var (pass, before) = (0, 0); pass < Passes && members.Count > before && here.Count <= most; pass++)
        {
            before = members.Count;                          // repeated if it grew: a child may have a lower id than its parent
            here.Clear();
            Zombies = 0;
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
        var zombie = status.IndexOf("\nState:\tZ"u8) >= 0 || status.IndexOf("\nState:\tX"u8) >= 0;
        Zombies += zombie ? 1 : 0;
        var use = status.IsEmpty || zombie ? (ProcessUse?)null : new ProcessUse(
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

    /// <summary>Parses stat: id, name in parentheses, state, parent, group, session; the name may contain blanks and parentheses.</summary>
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
            return [];                                       // the process has ended meanwhile, or belongs to another user
        }
    }

    private static long Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart(" \t"u8), out long value, out _) ? value : 0;
    }
}

/// <summary>The current resource use of one process.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Parent">The parent's process id.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Anonymous">Bytes of anonymous memory, including swapped-out memory.</param>
/// <param name="File">Bytes of file-backed memory.</param>
/// <param name="Shared">Bytes of memory without a backing file that other processes may map too.</param>
internal readonly record struct ProcessUse(int Id, int Parent, int Threads, long Anonymous, long File, long Shared)
{
    /// <summary>The memory that counts against the limit.</summary>
    public long Memory => Anonymous + Shared;
}
