using Frugal.Grading.Containment;

namespace Frugal.Grading.Submissions;

/// <summary>
/// The folder of one grading: the sources that the contained compiler reads, the program that the student's process runs, and the analysis sheet.
/// The grader, which is built elsewhere from the course's own sources, only reads it.
/// </summary>
internal sealed class GradedWork : IDisposable
{
    /// <summary>The environment variable that names this folder to the grader.</summary>
    public const string Variable = "FRUGAL_GRADED_WORK";

    private const string Prefix = "grading-";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Makes the folder, below <paramref name="artifacts"/>.</summary>
    /// <exception cref="FrugalException">It cannot be written.</exception>
    public GradedWork(string artifacts, SubmissionFiles files, SubmissionRules rules)
    {
        RemoveOld(artifacts);
        Folder = Path.Combine(artifacts, $"{Prefix}{Environment.ProcessId:x}-{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}");
        Directory.CreateDirectory(Program);
        foreach (var (path, content) in files.Accepted)
        {
            AtomicFile.WriteAllBytes(PlaceOf(path, rules), content);
        }
    }

    /// <summary>The folder that a grading of the command <c>frugal grade</c> is about; null in <c>dotnet test</c>.</summary>
    public static string? Current => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The student's sources.</summary>
    public string Sources => Path.Combine(Folder, "sources");

    /// <summary>The student's process: its program, the libraries of the course, and the student's pages.</summary>
    public string Program => ProgramIn(Folder);

    /// <summary>The folder of the student's process.</summary>
    public static string ProgramIn(string folder) => Path.Combine(folder, "program");

    /// <summary>Adds the rest of the program from the course's build of its starter: libraries, settings and the runtime's configuration.</summary>
    public void Complete(CourseBuild course)
    {
        foreach (var file in Directory.EnumerateFiles(course.Program, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Program, Path.GetRelativePath(course.Program, file));
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        var (sheet, given) = (Path.Combine(Folder, Cards.AnalysisSheet.File), Path.Combine(course.Folder, Cards.AnalysisSheet.File));
        if (!File.Exists(sheet) && File.Exists(given))
        {
            File.Copy(given, sheet);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => FolderWalk.Remove(Folder);

    /// <summary>A page lies in the program without the app's folder: <c>wwwroot/index.html</c>.</summary>
    private string PlaceOf(string path, SubmissionRules rules) => rules.IsSource(path) ? Path.Combine(Sources, path)
        : rules.IsPage(path) ? Path.Combine(Program, path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..])
        : Path.Combine(Folder, path);

    /// <summary>Folders that killed gradings left.</summary>
    private static void RemoveOld(string artifacts)
    {
        foreach (var old in Directory.Exists(artifacts) ? Directory.EnumerateDirectories(artifacts, Prefix + "*") : [])
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(old) > Kept)
            {
                FolderWalk.Remove(old);
            }
        }
    }
}
