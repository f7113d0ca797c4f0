namespace Frugal;

/// <summary>
/// Tells which files were saved. It looks at sizes and times, which works on every system and network folder, and waits until nothing has changed for a
/// moment, so that no half-written file is read.
/// </summary>
internal sealed class FileWatch
{
    private readonly string folder;
    private readonly Func<IEnumerable<string>> files;
    private Dictionary<string, (long Length, DateTime Time)> seen = [];

    /// <summary>Begins to watch: changes from here on are told.</summary>
    /// <param name="folder">The folder to which the paths are relative.</param>
    /// <param name="files">The paths of the files to watch, as they are at the moment.</param>
    public FileWatch(string folder, Func<IEnumerable<string>> files)
    {
        (this.folder, this.files) = (folder, files);
        seen = Look();
    }

    /// <summary>How often it looks.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Called before each look of <see cref="Wait"/>.</summary>
    public Action Looking { get; set; } = () => { };

    /// <summary>Waits until files were saved, made or deleted since the last call and then left alone for a moment.</summary>
    /// <returns>The paths of these files, in order; empty if <paramref name="cancellation"/> ended the waiting.</returns>
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

    private Dictionary<string, (long Length, DateTime Time)> Look()
    {
        try
        {
            var found = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
            foreach (var path in files())
            {
                var file = new FileInfo(Path.Combine(folder, path));
                found[path] = file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);   // it may go while one looks
            }

            return found;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return seen;                                     // a folder went while one looked: the next look sees what is left
        }
    }

    private static List<string> Changed(Dictionary<string, (long Length, DateTime Time)> before, Dictionary<string, (long Length, DateTime Time)> now) =>
        [.. before.Keys.Union(now.Keys).Where(path => !before.TryGetValue(path, out var old) || !now.TryGetValue(path, out var other) || old != other).Order(StringComparer.Ordinal)];
}
