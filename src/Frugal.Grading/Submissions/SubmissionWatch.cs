using System.Security.Cryptography;
using System.Text;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Submissions;

/// <summary>Tells which files of a submission were saved (<see cref="FileWatch"/>). A folder has one watch at a time.</summary>
public sealed class SubmissionWatch : IDisposable
{
    private readonly FileStream turn;
    private readonly FileWatch watch;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<int>> tasks;

    internal SubmissionWatch(LabTree tree, string folder)
    {
        turn = Turn(tree, folder);
        tasks = LabTask.ByFile(tree);
        watch = new(folder, () => LabFiles.In(folder));
    }

    /// <summary>How often it looks.</summary>
    internal TimeSpan Interval { init => watch.Interval = value; }

    /// <summary>Called before each look of <see cref="Wait"/>.</summary>
    internal Action Looking { init => watch.Looking = value; }

    /// <summary>Waits until files were saved, made or deleted since the last call and then left alone for a moment.</summary>
    /// <returns>The paths of these files, with slashes; empty if <paramref name="cancellation"/> ended the waiting.</returns>
    public IReadOnlyList<string> Wait(CancellationToken cancellation) => watch.Wait(cancellation);

    /// <summary>The tasks whose code is in these files of the starter.</summary>
    public IReadOnlyList<int> TasksIn(IEnumerable<string> paths) => [.. paths.SelectMany(path => tasks.GetValueOrDefault(path, [])).Distinct().Order()];

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

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
