using System.Security.Cryptography;
using System.Text;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Submissions;

/// <summary>
/// Tells which files of a submission were saved. It looks at sizes and times, which works on every system and network folder, and waits until nothing has
/// changed for a moment, so that no half-written file is graded. A folder has one watch at a time.
/// </summary>
public sealed class SubmissionWatch : IDisposable
{
    private readonly string folder;
    private readonly FileStream turn;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<int>> tasks;
    private Dictionary<string, (long Length, DateTime Time)> seen = [];

    internal SubmissionWatch(LabTree tree, string folder)
    {
        this.folder = folder;
        turn = Turn(tree, folder);
        tasks = LabTask.ByFile(tree);
        seen = Look();
    }

    /// <summary>How often it looks.</summary>
    internal TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Called before each look of <see cref="Wait"/>.</summary>
    internal Action Looking { get; init; } = () => { };

    /// <summary>Waits until files were saved, made or deleted since the last call and then left alone for a moment.</summary>
    /// <returns>The paths of these files, with slashes; empty if <paramref name="cancellation"/> ended the waiting.</returns>
    public IReadOnlyList<string> Wait(CancellationToken cancellation)
    {
        var before = seen;
        while (!cancellation.WaitHandle.WaitOne(Interval))
        {
            Looking();
            var now = Look();
            var changed = Changed(before, now);
            if (changed.Count > 0 && Changed(seen, now).Count == 0)
            {
                return changed;
            }

            seen = now;
        }

        return [];
    }

    /// <summary>The tasks whose code is in these files of the starter.</summary>
    public IReadOnlyList<int> TasksIn(IEnumerable<string> paths) => [.. paths.SelectMany(path => tasks.GetValueOrDefault(path, [])).Distinct().Order()];

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private Dictionary<string, (long Length, DateTime Time)> Look()
    {
        try
        {
            var files = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
            foreach (var path in LabFiles.In(folder))
            {
                var file = new FileInfo(Path.Combine(folder, path));
                files[path] = file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);   // it may go while one looks
            }

            return files;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return seen;                                     // a folder went while one looked: the next look sees what is left
        }
    }

    private static List<string> Changed(Dictionary<string, (long Length, DateTime Time)> before, Dictionary<string, (long Length, DateTime Time)> now) =>
        [.. before.Keys.Union(now.Keys).Where(path => !before.TryGetValue(path, out var old) || !now.TryGetValue(path, out var other) || old != other).Order(StringComparer.Ordinal)];

    /// <summary>Takes the folder for this process. The system gives it back when the process ends, however it ends.</summary>
    private static FileStream Turn(LabTree tree, string folder)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        var file = Path.Combine(tree.Course.Root, "artifacts", "watch", $"{name}.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new FrugalException($"{folder}: another 'frugal grade --watch' watches this folder. Use that one, or end it with Ctrl+C.");
        }
    }
}
