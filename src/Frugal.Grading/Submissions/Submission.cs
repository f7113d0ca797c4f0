using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Hosting;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Submissions;

/// <summary>A student's work on a lab: a folder with <c>NAME.slnx</c> and the app, in a clone of the course or anywhere else.</summary>
public sealed class Submission
{
    private readonly LabTree tree;

    private Submission(string folder, LabTree tree) => (Folder, this.tree) = (folder, tree);

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The folder as messages show it: relative to the course for its own labs.</summary>
    public string Name => IsOwn ? tree.Show(Folder) : Folder;

    /// <summary>The time limit for the build, and for the grading.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gives the student's file; the user's own unless a test needs another.</summary>
    internal Func<Learning.ProgressFile> Progress { get; set; } = Learning.ProgressFile.OfUser;

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
        RequireContainment(trusted);
        CardFolder.RequireWritable(Cards);
        var grade = Folder == tree.Solution ? GradeSolution(progress, cancellation) : GradeWork(progress, cancellation);
        CardFolder.WriteAll(grade, Cards);
        return grade;
    }

    /// <summary>Prepares to grade single tasks, which writes no cards.</summary>
    /// <param name="trusted">Whether a stranger's code may run where nothing contains it.</param>
    /// <exception cref="FrugalException">A stranger's code cannot be contained here, or the folder is the worked answer, which is graded as a whole.</exception>
    public GradingLoop Loop(bool trusted = false)
    {
        RequireContainment(trusted);
        return Folder == tree.Solution
            ? throw new FrugalException($"{Name}: the worked answer is graded as a whole. Leave out --task and --watch, or name a student's folder.")
            : new GradingLoop(tree, Folder, Limit);
    }

    /// <summary>Watches the folder for saved files.</summary>
    /// <exception cref="FrugalException">Another process watches it.</exception>
    public SubmissionWatch Watch() => new(tree, Folder);

    /// <summary>Keeps a grade of the user's own work in their <see cref="Learning.ProgressFile"/>.</summary>
    /// <returns>Why it could not be kept; null if it was, or if the work is a stranger's or the worked answer.</returns>
    public string? Keep(Grade grade) => Folder == tree.Lab ? StudentProgress.Keep(grade, Progress) : null;

    /// <summary>The tasks of the user's own work that had full points when they were graded last.</summary>
    public IReadOnlySet<int> PassedTasks() => Folder == tree.Lab ? StudentProgress.Passed(tree.Name.Text, Progress) : new HashSet<int>();

    private void RequireContainment(bool trusted)
    {
        if (!IsOwn && !trusted && !Sandbox.Best.Wraps)
        {
            throw new FrugalException($"{Folder}: this machine cannot contain a stranger's code. {Sandbox.Best.Says[0]} Or give --trust to run the code as your own user.");
        }
    }

    /// <summary>The worked answer is the course's own: it is built in place.</summary>
    private Grade GradeSolution(Action<string> progress, CancellationToken cancellation)
    {
        progress($"Building {Name}");
        var errors = new DotnetLabGrader { Limit = Limit }.Build(Folder, cancellation);
        if (errors.Count > 0)
        {
            return Uncompiled.Grade(tree, [.. errors.Select(error => error.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))]);
        }

        var cards = Directory.CreateTempSubdirectory("frugal-cards-");
        try
        {
            return Run(progress, cards.FullName, cancellation);
        }
        finally
        {
            cards.Delete(recursive: true);
        }
    }

    /// <summary>A student's work: graded by the course's own build of the grader, which only reads what the contained compiler made. The grader starts while
    /// that runs.</summary>
    private Grade GradeWork(Action<string> progress, CancellationToken cancellation)
    {
        progress($"Building the course's part of {tree.Name.Text}");
        var rules = SubmissionRules.Of(tree);
        var course = CourseBuild.Make(tree, rules, Limit, cancellation);
        var files = SubmissionFiles.Read(Folder, rules, LabSync.Generate(tree).Files);
        using var work = new GradedWork(Path.Combine(tree.Course.Root, "artifacts"), files, rules);
        var temporary = Directory.CreateTempSubdirectory("frugal-grading-").FullName;
        try
        {
            var cards = Path.Combine(work.Folder, "cards");
            using var grader = new GraderProcess(course.Grader, temporary, seed: null, new Dictionary<string, string> { [GradedWork.Variable] = work.Folder, [GradedLabAttribute.Variable] = cards });
            progress($"Building {Name}");
            var build = new ContainedBuild(rules, Sandbox.Best);
            var errors = build.Compile(course, work, cancellation);
            var grade = errors.Count > 0 ? Uncompiled.Grade(tree, errors) : GradeWork(progress, grader, cards, cancellation);
            return grade with { LeftOut = files.LeftOut, Containment = [.. grade.Containment, build.Says] };
        }
        finally
        {
            FolderWalk.Remove(temporary);
        }
    }

    private Grade GradeWork(Action<string> progress, GraderProcess grader, string cards, CancellationToken cancellation)
    {
        progress($"Grading {Name}");
        var all = new TestRequest(Program: null, [.. LabTask.Of(tree).Select(task => task.Number)], Speed: null, StopAtFirst: false, MostTime: null);
        return grader.Ask(all, Limit, cancellation) is not null ? Take(cards, "its process wrote no cards")
            : throw new FrugalException($"{Name}: the grading did not end within {Limit.TotalMinutes:0} minutes. Run 'dotnet test {Name}' to see why.");
    }

    /// <summary>Runs the worked answer's grader in a process of its own. Its cards go to a folder of this grading first: if it is interrupted, the last cards stay.</summary>
    private Grade Run(Action<string> progress, string cards, CancellationToken cancellation)
    {
        progress($"Grading {Name}");
        var (_, output) = Dotnet.Run(Folder, ["test", "--configuration", "Release", "--no-build", "--nologo"], new Dictionary<string, string?> { [GradedLabAttribute.Variable] = cards }, Limit, cancellation);
        return Take(cards, Dotnet.Tail(output));
    }

    /// <summary>The grade that the grader wrote, with the analysis sheet beside the last cards.</summary>
    private Grade Take(string cards, string otherwise)
    {
        if (!File.Exists(Path.Combine(cards, CardFolder.GradeFile)))
        {
            throw new FrugalException($"{Name}: the grading ended without a grade ({otherwise}). Run 'dotnet test {Name}' to see why.");
        }

        if (new FileInfo(Path.Combine(cards, AnalysisSheet.File)) is { Exists: true } sheet)
        {
            AtomicFile.WriteAllBytes(Path.Combine(Cards, AnalysisSheet.File), File.ReadAllBytes(sheet.FullName));
        }

        return GradeJson.ReadFile(Path.Combine(cards, CardFolder.GradeFile));
    }
}
