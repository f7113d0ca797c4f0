using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Submissions;

/// <summary>A student's work on a lab: a folder with <c>NAME.slnx</c> and the app, in a clone of the course or anywhere else.</summary>
public sealed class Submission
{
    private readonly LabTree tree;

    private Submission(string folder, LabTree tree) => (Folder, this.tree) = (folder, tree);

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The time limit for the build, and for the grading.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the folder is this clone's own lab. Anything else is a stranger's.</summary>
    public bool IsOwn => Folder == tree.Lab || Folder == tree.Solution;

    /// <summary>The folder of the cards: from <see cref="GradedLabAttribute.Variable"/>, otherwise in <c>artifacts/grades</c> of the course.</summary>
    public string Cards
    {
        get
        {
            var grades = Path.Combine(tree.Course.Root, "artifacts", "grades");
            return Environment.GetEnvironmentVariable(GradedLabAttribute.Variable) is { Length: > 0 } folder ? folder
                : Folder == tree.Solution ? Path.Combine(grades, "solutions", tree.Name.Text)
                : IsOwn ? Path.Combine(grades, tree.Name.Text)
                : Path.Combine(grades, $"{tree.Name.Text}-{Path.GetFileName(Path.GetDirectoryName(Folder))}");
        }
    }

    /// <summary>Opens the folder of a lab.</summary>
    /// <param name="path">The folder: the course's own lab, or a submission anywhere else, also in a clone that a student handed in.</param>
    /// <param name="course">The course whose tests grade it; null for <see cref="Course.Own"/>. Never the one around the folder: a student could have changed its tests.</param>
    /// <exception cref="FrugalException">The folder is not a lab of the course.</exception>
    public static Submission Open(string path, Course? course = null)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        course ??= Course.Own();
        return course.Labs.FirstOrDefault(lab => File.Exists(Path.Combine(folder, $"{lab.Name.Text}.slnx"))) is { } tree
            ? new Submission(folder, tree)
            : throw new FrugalException($"{path}: not a lab. A lab is a folder with NAME.slnx in it, for one of: {string.Join(", ", course.Labs.Select(lab => lab.Name.Text).DefaultIfEmpty("none"))}. Give one: frugal grade labs/NAME.");
    }

    /// <summary>Builds and grades the work in separate processes, and writes the cards to <see cref="Cards"/>.</summary>
    /// <param name="progress">Called with each step that begins.</param>
    /// <param name="trusted">Whether a stranger's code may run where nothing contains it.</param>
    /// <param name="cancellation">Cancels the build or the grading.</param>
    /// <exception cref="FrugalException">A stranger's code cannot be contained here, or the grading ended without producing a grade.</exception>
    public Grade Grade(Action<string> progress, bool trusted = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (!IsOwn && !trusted && !Sandbox.Best.Wraps)
        {
            throw new FrugalException($"{Folder}: this machine cannot contain a stranger's code. {Sandbox.Best.Says[0]} Or give --trust to run the code as your own user.");
        }

        if (Folder == tree.Solution)
        {
            return Grade(Folder, [], progress, cancellation);
        }

        using var clean = new CleanLab(tree, Folder);
        return Grade(clean.Folder, clean.LeftOut, progress, cancellation);
    }

    private Grade Grade(string folder, IReadOnlyList<string> leftOut, Action<string> progress, CancellationToken cancellation)
    {
        var name = IsOwn ? tree.Show(Folder) : Folder;
        progress($"Building {name}");
        var errors = new DotnetLabGrader { Limit = Limit }.Build(folder, cancellation);
        if (errors.Count > 0)
        {
            var none = Uncompiled.Grade(tree, [.. errors.Select(error => error.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]) with { LeftOut = leftOut };
            CardFolder.WriteAll(none, Cards);
            return none;
        }

        progress($"Grading {name}");
        var written = Path.Combine(Cards, CardFolder.GradeFile);
        if (File.Exists(written))
        {
            File.Delete(written);
        }

        var variables = new Dictionary<string, string?> { [GradedLabAttribute.Variable] = Cards };
        var (_, output) = Dotnet.Run(folder, ["test", "--configuration", "Release", "--no-build", "--nologo"], variables, Limit, cancellation);
        if (!File.Exists(written))
        {
            throw new FrugalException($"{name}: the grading ended without a grade ({Dotnet.Tail(output)}). Run 'dotnet test {name}' to see why.");
        }

        var grade = GradeJson.ReadFile(written) with { LeftOut = leftOut };
        CardFolder.WriteAll(grade, Cards);
        return grade;
    }
}
