using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;
using Frugal.Grading.Hosting;
using Frugal.Grading.Mutants.Compiling;
using Frugal.Grading.Mutants.Running;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Mutants;

/// <summary>
/// Tests a lab's grader: makes wrong variants of the worked answer, grades each with the tests of its task, and lists those that no test catches. The
/// tests of answers run in parallel; those of speed only on what is left, one at a time.
/// </summary>
/// <param name="tree">The lab.</param>
/// <param name="options">Which mutants, and how.</param>
/// <param name="builder">Builds the worked answer.</param>
public sealed class MutationRun(LabTree tree, MutationOptions options, ILabGrader builder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Makes and grades the mutants.</summary>
    /// <param name="progress">Called with each step.</param>
    /// <param name="cancellation">Ends the run; nothing is left behind.</param>
    /// <exception cref="FrugalException">The lab has no worked code, does not build, or its worked answer does not pass.</exception>
    public MutationReport Run(Action<string> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var start = Stopwatch.GetTimestamp();
        var (written, generated, explained) = Candidates();
        progress($"Building solutions/{tree.Name}");
        if (builder.Build(tree.Solution, cancellation) is { Count: > 0 } errors)
        {
            throw new FrugalException($"solutions/{tree.Name} does not compile: {errors[0]}");
        }

        var project = AppProject.Read(tree, cancellation);
        var compiler = new AppCompiler(project);
        var seed = new GradingSeed(Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(options.Seed)))[..32]);
        using var place = new Workplace(tree.Course);
        var jobs = new BlockingCollection<MutantJob>();
        try
        {
            for (var number = 1; number <= options.Jobs; number++)
            {
                jobs.Add(new MutantJob(tree, project, place, number, seed), cancellation);
            }

            var chosen = new Chosen(compiler, [.. written.Where(options.Chooses)], Selection.Spread([.. generated.Where(options.Chooses)], options.Seed), options.Count, mutant => options.Explained || !IsEquivalent(mutant));
            var tasks = chosen.Tasks;
            progress($"Grading the worked answer, task by task");
            var limits = Each(tasks, jobs, (job, task) => (Task: task, Reply: Control(job, compiler, task, cancellation)), cancellation)
                .ToDictionary(control => control.Task, control => control.Reply);
            var graded = 0;
            var survived = 0;
            var results = Each(chosen.Compiled(), jobs, (job, ready) =>
            {
                var result = job.Grade(ready.Mutant, ready.Assembly, speed: false, MutantLimits.After(ready.Mutant.Tasks.Select(task => limits[task])), cancellation);
                var left = result.Caught ? Volatile.Read(ref survived) : Interlocked.Increment(ref survived);
                progress($"Grading mutants: {Interlocked.Increment(ref graded)} of at most {chosen.Most}; {left} not caught so far");
                return (Result: result, ready.Assembly);
            }, cancellation);
            return Report(Settle(results, jobs, progress, cancellation), [.. written, .. generated], explained, Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            foreach (var job in jobs)
            {
                job.Dispose();
            }
        }

        bool IsEquivalent(Mutant mutant) => explained.TryGetValue(mutant.Id, out var entry) && entry.Is == Explanation.Equivalent;
    }

    /// <summary>Every mutant that could be made, without building anything.</summary>
    /// <exception cref="FrugalException">The lab has no worked code, or its files on mutants cannot be read.</exception>
    public IReadOnlyList<Mutant> List()
    {
        var (written, generated, _) = Candidates();
        return [.. written.Concat(generated).Where(options.Chooses)];
    }

    private (IReadOnlyList<Mutant> Written, IReadOnlyList<Mutant> Generated, IReadOnlyDictionary<string, ExplainedMutant> Explained) Candidates()
    {
        if (!Directory.Exists(tree.Solution))
        {
            throw new FrugalException($"solutions/{tree.Name} is missing: a lab without a worked answer has no mutants. Write it first.");
        }

        var all = (Written: WrittenMutants.Of(tree), Generated: GeneratedMutants.Of(tree), ExplainedMutants.Of(tree));
        return all.Generated.Count > 0 ? all
            : throw new FrugalException($"solutions/{tree.Name}: no code between '#if {WorkedCode.Symbol}' and '#else', so that there is nothing to change. Write the worked answer there.");
    }

    /// <summary>Grades the worked answer of one task, compiled as a mutant is: it has to pass, or no verdict on a mutant would mean anything.</summary>
    private TestReply Control(MutantJob job, AppCompiler compiler, int task, CancellationToken cancellation)
    {
        job.Take(compiler.Worked);
        var reply = job.Test([task], speed: false, stopAtFirst: false, MutantLimits.Of(Patience), cancellation);
        return reply is null ? throw new FrugalException($"solutions/{tree.Name}: the tests of task {task} did not end within {Patience.TotalMinutes:0} minutes on the worked answer.")
            : reply.Tests.FirstOrDefault(test => test.Verdict is Verdict.Failed or Verdict.NotRun) is { } failed
                ? throw new FrugalException($"solutions/{tree.Name}: the worked answer does not pass task {task}, '{failed.Name}' ({failed.Cause}: {failed.Message?.Split('\n')[0].TrimEnd('.')}). Correct it, or the test; 'frugal labs check {tree.Name}' shows all.")
                : reply;
    }

    /// <summary>Runs the tests of speed on what the others left, one mutant at a time: two measurements would disturb each other.</summary>
    private static IReadOnlyList<MutantResult> Settle(IReadOnlyList<(MutantResult Result, byte[] Assembly)> results, BlockingCollection<MutantJob> jobs, Action<string> progress, CancellationToken cancellation)
    {
        var job = jobs.Take(cancellation);
        try
        {
            return [.. results.Select(graded =>
            {
                if (graded.Result.Caught || graded.Result.Mutant.EarnsNothing)
                {
                    return graded.Result;
                }

                progress($"Timing what no test caught: {graded.Result.Mutant.File}:{graded.Result.Mutant.Line}");
                var timed = job.Grade(graded.Result.Mutant, graded.Assembly, speed: true, MutantLimits.Of(Patience), cancellation);
                return timed with { Took = timed.Took + graded.Result.Took };
            })];
        }
        finally
        {
            jobs.Add(job, CancellationToken.None);
        }
    }

    private MutationReport Report(IReadOnlyList<MutantResult> results, IReadOnlyList<Mutant> all, IReadOnlyDictionary<string, ExplainedMutant> explained, TimeSpan took)
    {
        var known = all.Select(mutant => mutant.Id).ToHashSet();
        var caught = results.Where(result => result.Caught).Select(result => result.Mutant.Id).ToHashSet();
        return new()
        {
            Lab = tree.Name.Text,
            Options = options,
            Results = [.. results.Select(result => result with { Explained = explained.GetValueOrDefault(result.Mutant.Id) })],
            Possible = all.Count,
            Stale = [.. explained.Values.Where(entry => !known.Contains(entry.Mutant) || (entry.Is == Explanation.Equivalent && caught.Contains(entry.Mutant))).Select(entry => entry.Mutant)],
            Took = took,
        };
    }

    /// <summary>Does something for each item, as many at a time as there are jobs; in the items' order.</summary>
    private static IReadOnlyList<TOut> Each<TIn, TOut>(IEnumerable<TIn> items, BlockingCollection<MutantJob> jobs, Func<MutantJob, TIn, TOut> act, CancellationToken cancellation)
    {
        var done = new ConcurrentDictionary<long, TOut>();
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = jobs.Count, CancellationToken = cancellation }, (item, _, place) =>
            {
                var job = jobs.Take(cancellation);
                try
                {
                    done[place] = act(job, item);
                }
                finally
                {
                    jobs.Add(job, CancellationToken.None);
                }
            });
        }
        catch (AggregateException several)
        {
            cancellation.ThrowIfCancellationRequested();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        return [.. done.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }
}
