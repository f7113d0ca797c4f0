using System.Security.Cryptography;
using System.Text;
using Frugal.Grading.Authoring;
using Frugal.Grading.Cards;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Hosting;

namespace Frugal.Grading.Submissions;

/// <summary>
/// Grades single tasks of a submission, again and again while its author works: the course's part is built once, the grader is loaded once, and only what was
/// saved is compiled. Cards of whole gradings stay as they are.
/// </summary>
public sealed class GradingLoop : IDisposable
{
    private readonly LabTree tree;
    private readonly string folder;
    private readonly TimeSpan limit;
    private readonly SubmissionRules rules;
    private readonly ContainedBuild build;
    private readonly string temporary = Directory.CreateTempSubdirectory("frugal-loop-").FullName;
    private CourseBuild? course;
    private GraderProcess? grader;
    private GradedWork? work;
    private string compiled = "";
    private IReadOnlyList<string> errors = [];
    private IReadOnlyList<string> leftOut = [];

    internal GradingLoop(LabTree tree, string folder, TimeSpan limit)
    {
        (this.tree, this.folder, this.limit) = (tree, folder, limit);
        rules = SubmissionRules.Of(tree);
        build = new ContainedBuild(rules, Sandbox.Best);
        Tasks = LabTask.Of(tree);
    }

    /// <summary>The tasks of the lab.</summary>
    public IReadOnlyList<LabTask> Tasks { get; }

    /// <summary>Compiles what has changed, and grades tasks.</summary>
    /// <param name="tasks">The numbers of the tasks.</param>
    /// <param name="progress">Called with each step that begins.</param>
    /// <param name="cancellation">Ends the grading.</param>
    /// <returns>The grade, with these tasks alone.</returns>
    /// <exception cref="FrugalException">The lab has no such task, the course's own part does not compile, or the grader ended without a grade.</exception>
    public Grade Grade(IReadOnlyList<int> tasks, Action<string> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(progress);
        Require(tasks);
        if (course is null)
        {
            progress($"Building the course's part of {tree.Name.Text}");
            course = CourseBuild.Make(tree, rules, limit, cancellation);
        }

        Compile(progress, cancellation);
        var grade = errors.Count > 0 ? Uncompiled.Grade(tree, errors) : Run(tasks, progress, cancellation);
        return grade with { Tasks = First([.. grade.Tasks.Where(task => tasks.Contains(task.Id))]), LeftOut = leftOut, Containment = [.. grade.Containment, build.Says] };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        grader?.Dispose();
        work?.Dispose();
        FolderWalk.Remove(temporary);
    }

    /// <summary>Reads the submission, and compiles it unless nothing has changed since the last time.</summary>
    private void Compile(Action<string> progress, CancellationToken cancellation)
    {
        var files = SubmissionFiles.Read(folder, rules, LabSync.Generate(tree).Files);
        leftOut = files.LeftOut;
        var content = Fingerprint(files);
        if (content == compiled)
        {
            return;
        }

        progress("Compiling");
        compiled = "";
        work?.Dispose();
        work = new GradedWork(Path.Combine(tree.Course.Root, "artifacts"), files, rules);
        errors = build.Compile(course!, work, cancellation);
        compiled = content;
    }

    private Grade Run(IReadOnlyList<int> tasks, Action<string> progress, CancellationToken cancellation)
    {
        progress($"Grading task {string.Join(" and ", tasks)}");
        grader ??= new GraderProcess(course!.Grader, temporary, seed: null);
        try
        {
            var program = Path.Combine(work!.Program, $"{tree.Name.App}.Probes.dll");
            var reply = grader.Ask(new TestRequest(program, tasks, Speed: null, StopAtFirst: false, MostTime: null) { WithGrade = true }, limit, cancellation);
            return reply?.Grade is { } grade ? GradeJson.Read(grade)
                : throw new FrugalException($"The tests of task {string.Join(" and ", tasks)} did not end within {limit.TotalMinutes:0} minutes. Grade the whole lab to see why: frugal grade {folder}.");
        }
        catch
        {
            grader.Dispose();
            grader = null;                                   // the next grading starts another
            throw;
        }
    }

    private void Require(IReadOnlyList<int> tasks)
    {
        if (tasks.Count == 0 || tasks.Any(task => Tasks.All(known => known.Number != task)))
        {
            throw new FrugalException($"Task {string.Join(", ", tasks)}: {tree.Name.Text} has the tasks {string.Join(", ", Tasks.Select(task => task.Number))}. Give one of these to --task.");
        }
    }

    /// <summary>The compiler's errors are a message of the lab's first task; here, of the first that is shown.</summary>
    private IReadOnlyList<TaskGrade> First(IReadOnlyList<TaskGrade> tasks) =>
        errors.Count == 0 || tasks[0].Message is not null ? tasks : [tasks[0] with { Message = Uncompiled.Grade(tree, errors).Tasks[0].Message }, .. tasks.Skip(1)];

    private static string Fingerprint(SubmissionFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files.Accepted.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
