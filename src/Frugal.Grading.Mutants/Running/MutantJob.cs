using System.Diagnostics;
using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;
using Frugal.Grading.Hosting;
using Frugal.Grading.Mutants.Compiling;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Mutants.Running;

/// <summary>Grades mutants one after the other: one program folder, one grader's process, which is started again when a mutant hung it.</summary>
internal sealed class MutantJob : IDisposable
{
    private const double Again = 4;

    private readonly string app;
    private readonly string program;
    private readonly string grader;
    private readonly string temporary;
    private readonly GradingSeed seed;
    private GraderProcess? process;

    public MutantJob(LabTree tree, AppProject project, Workplace place, int number, GradingSeed seed)
    {
        this.seed = seed;
        grader = project.ProgramOf($"{tree.Name.App}.Grader");
        program = place.Copy(project.ProgramOf($"{tree.Name.App}.Probes"), number);
        app = Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(project.Assembly));
        temporary = Directory.CreateDirectory(Path.Combine(place.Temporary, Path.GetFileName(Path.GetDirectoryName(program))!)).FullName;
        File.Delete(Path.ChangeExtension(app, ".pdb"));      // of another assembly
    }

    /// <summary>Puts an assembly in the place of the student's.</summary>
    public void Take(byte[] assembly) => File.WriteAllBytes(app, assembly);

    /// <summary>Runs tests on the assembly taken last.</summary>
    /// <param name="tasks">The tasks whose tests run.</param>
    /// <param name="speed">Whether the tests of speed run, or the others.</param>
    /// <param name="stopAtFirst">Whether a failed test ends the run.</param>
    /// <param name="limits">The limits on time.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The tests that ran; null if they did not end in time.</returns>
    public TestReply? Test(IReadOnlyList<int> tasks, bool speed, bool stopAtFirst, MutantLimits limits, CancellationToken cancellation)
    {
        process ??= new GraderProcess(grader, temporary, seed);
        try
        {
            var reply = process.Ask(new TestRequest(program, tasks, speed, stopAtFirst, limits.Call), limits.Whole, cancellation);
            if (reply is null)
            {
                End();
            }

            return reply;
        }
        catch (FrugalException)
        {
            End();
            throw;
        }
    }

    /// <summary>Grades one mutant until a test catches it.</summary>
    /// <exception cref="FrugalException">The grader's process ended by itself, twice.</exception>
    public MutantResult Grade(Mutant mutant, byte[] assembly, bool speed, MutantLimits limits, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        Take(assembly);
        TestReply? reply;
        try
        {
            reply = Test(mutant.Tasks, speed, !mutant.EarnsNothing, limits, cancellation);
        }
        catch (FrugalException)
        {
            reply = Test(mutant.Tasks, speed, !mutant.EarnsNothing, limits, cancellation);   // in a new process
        }

        // A mutant that hangs meets the limit of a call, and its test is known. Where all calls together took too long, the machine may have been busy: once more, with time.
        reply ??= Test(mutant.Tasks, speed, !mutant.EarnsNothing, limits with { Whole = Again * limits.Whole }, cancellation);
        var took = Stopwatch.GetElapsedTime(start);
        if (reply is null)
        {
            return new(mutant, true, null, Cause.Timeout, $"The tests did not end within {limits.Whole.TotalSeconds:0} s.", took);
        }

        var failed = reply.Tests.FirstOrDefault(test => test.Verdict == Verdict.Failed);
        var caught = failed is not null && !(mutant.EarnsNothing && reply.Tests.Sum(test => test.Points) > 0);
        return new(mutant, caught, failed?.Name, failed?.Cause ?? Cause.None, failed?.Message, took);
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private void End()
    {
        process?.Dispose();
        process = null;
    }
}

/// <summary>How long a mutant may take, as the worked answer's time suggests.</summary>
/// <param name="Whole">The longest time of all its tests; then it counts as one that hangs.</param>
/// <param name="Call">The longest time of one call; null for what the tasks allow.</param>
internal sealed record MutantLimits(TimeSpan Whole, TimeSpan? Call)
{
    /// <summary>Some time for every mutant, for what is started again.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    private const double Times = 4;

    /// <summary>For the worked answer, whose time is not known yet.</summary>
    public static MutantLimits Of(TimeSpan patience) => new(patience, null);

    /// <summary>For mutants of tasks whose worked answer passed these tests.</summary>
    public static MutantLimits After(IEnumerable<TestReply> worked)
    {
        var times = worked.ToList();
        return new(2 * Least + Times * new TimeSpan(times.Sum(tests => tests.Whole.Ticks)), Least + Times * times.Select(tests => tests.Longest).DefaultIfEmpty().Max());
    }
}
