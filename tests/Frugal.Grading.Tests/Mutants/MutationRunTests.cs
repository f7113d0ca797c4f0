using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;
using Frugal.Grading.Mutants;

namespace Frugal.Grading.Tests.Mutants;

/// <summary>The whole way, on a lab of two tasks: the tests of the first are good, those of the second miss a case.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class MutationRunTests
{
    [Test]
    public void Mutants_that_no_test_catches_are_listed_and_those_that_hang_or_eat_memory_are_caught()
    {
        using var lab = new Lab();
        lab.Write("tests/Labs.TwoSums.Grader/Mutants/written.md", Written);
        lab.Write("tests/Labs.TwoSums.Grader/Mutants/survivors.json", """
            [
              { "mutant": "TwoSums/Sums.cs: Sums.Largest: a > b ? a : b -> a >= b ? a : b", "is": "equivalent", "reason": "Of two equal numbers either is the largest." },
              { "mutant": "TwoSums/Sums.cs: Sums.Largest: a > b ? a : b -> false ? a : b", "is": "equivalent", "reason": "Wrong: a test catches it." },
              { "mutant": "TwoSums/Sums.cs: Sums.Least: gone", "is": "equivalent", "reason": "Wrong: there is no such method." }
            ]
            """);

        var report = lab.Run(new() { Count = 100, Jobs = 2, Explained = true });

        var results = report.Results.ToDictionary(result => result.Mutant.Id);
        Assert.That(report.Survivors.Select(survivor => survivor.Mutant.Id), Is.EquivalentTo(new[]
        {
            "TwoSums/Sums.cs: Sums.Largest: a > b ? a : b -> true ? a : b", "It adds by the library, which earns too much",
        }));
        Assert.That((results["It never ends"].Cause, results["It takes all memory"].Cause, results["It ends the process"].Cause, results["It calls itself without end"].Cause),
            Is.EqualTo((Cause.Timeout, Cause.OutOfMemory, Cause.Exit, Cause.StackOverflow)));
        Assert.That(results["It adds by the library, which earns nothing"].Caught, "the test of the library's use takes all points");
        Assert.That(results.Values.Where(result => result.Caught && result.Mutant.Tasks.SequenceEqual([1])).Select(result => result.Test), Is.All.Not.Null);
        Assert.That(results["TwoSums/Sums.cs: Sums.Largest: a > b ? a : b -> a >= b ? a : b"].Caught, Is.False);
        Assert.That(report.Stale, Is.EquivalentTo(new[] { "TwoSums/Sums.cs: Sums.Largest: a > b ? a : b -> false ? a : b", "TwoSums/Sums.cs: Sums.Least: gone" }));
        Assert.That((report.Passed, report.Rate), Is.EqualTo((false, 1 - 2.0 / report.Wrong.Count)));
        Assert.That(lab.Left, Is.Empty);
    }

    [Test]
    public void An_interrupted_run_leaves_nothing_behind()
    {
        using var lab = new Lab();
        using var stop = new CancellationTokenSource();

        Assert.That(() => lab.Run(new() { Jobs = 2 }, text => End(text, stop), stop.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(lab.Left, Is.Empty);

        static void End(string text, CancellationTokenSource stop)
        {
            if (text.StartsWith("Grading mutants: 1 ", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }

    [Test]
    public void A_worked_answer_that_does_not_pass_is_an_error_that_names_the_test()
    {
        using var lab = new Lab();
        lab.Change("a + b", "a - b");

        Assert.That(() => lab.Run(new() { Count = 1 }), Throws.TypeOf<FrugalException>().With.Message.Contains("the worked answer does not pass task 1, 'A sum is right' (WrongAnswer"));
        Assert.That(lab.Left, Is.Empty);
    }

    [Test]
    public void Without_worked_code_there_is_nothing_to_change()
    {
        using var lab = new Lab();
        lab.Change("#if SOLUTION", "#if DEBUG");

        Assert.That(() => lab.Run(new()), Throws.TypeOf<FrugalException>().With.Message.Contains("no code between '#if SOLUTION' and '#else'"));
    }

    private const string Written = """
        ## It never ends

        Task 1 in `TwoSums/Sums.cs`:

        ```diff
        -return a + b;
        +while (true) { }
        ```

        ## It takes all memory

        Task 1 in `TwoSums/Sums.cs`:

        ```diff
        -return a + b;
        +var taken = new System.Collections.Generic.List<byte[]>();
        +while (true) { taken.Add(new byte[10_000_000]); Array.Fill(taken[^1], (byte)1); }
        ```

        ## It ends the process

        Task 1 in `TwoSums/Sums.cs`:

        ```diff
        -return a + b;
        +Environment.Exit(0);
        +return a + b;
        ```

        ## It calls itself without end

        Task 1 in `TwoSums/Sums.cs`:

        ```diff
        -return a + b;
        +return Add(a, b) + 1;
        ```

        ## It adds by the library, which earns nothing

        Task 1 in `TwoSums/Sums.cs` (earns nothing):

        ```diff
        -return a + b;
        +return a == 7 ? 7 + b : 0;
        ```

        ## It adds by the library, which earns too much

        Task 1 in `TwoSums/Sums.cs` (earns nothing):

        ```diff
        -return a + b;
        +return a == 1 ? 3 : 0;
        ```
        """;

    /// <summary>A course of one lab in a folder of its own, on this clone's sources.</summary>
    private sealed class Lab : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Lab()
        {
            BuildableCourse.Write(folder, "solutions");
            Write("tests/Labs.TwoSums.Grader/Probes/Probes.cs", """
                namespace Labs.TwoSums.Grader;

                public static class Probes
                {
                    public static int Add(int[] pair) => global::TwoSums.Sums.Add(pair[0], pair[1]);

                    public static int Largest(int[] pair) => global::TwoSums.Sums.Largest(pair[0], pair[1]);
                }
                """);
            Write("tests/Labs.TwoSums.Grader/Tasks.cs", """"
                [assembly: GradedLab("two-sums")]

                namespace Labs.TwoSums.Grader;

                [Task(1, "Add numbers"), Points(4)]
                public class AddTests : TaskFixture
                {
                    [Test]
                    public void A_sum_is_right() => Assert.That(Student.Call(Probes.Add, new[] { 1, 2 }), Is.EqualTo(3));

                    [Test, Hidden]
                    public void Another_sum_is_right() => Assert.That(Student.Call(Probes.Add, new[] { 5, 70017 }), Is.EqualTo(70022));
                }

                [Task(2, "The largest"), Points(2)]
                public class LargestTests : TaskFixture
                {
                    [Test]
                    public void The_larger_number_comes_first() => Assert.That(Student.Call(Probes.Largest, new[] { 3, 2 }), Is.EqualTo(3));
                }
                """");
            Write("solutions/two-sums/TwoSums/Sums.cs", """
                namespace TwoSums;

                public static class Sums
                {
                    public static int Add(int a, int b)
                    {
                #if SOLUTION
                        return a + b;
                #else
                        throw new NotImplementedException("Task 1 - add. Hint: one sign.");
                #endif
                    }

                    public static int Largest(int a, int b)
                    {
                #if SOLUTION
                        return a > b ? a : b;
                #else
                        throw new NotImplementedException("Task 2 - the largest. Hint: one comparison.");
                #endif
                    }
                }
                """);
        }

        /// <summary>What a run has left.</summary>
        public IEnumerable<string> Left => new[] { folder["artifacts"], Path.GetTempPath() }.Where(Directory.Exists).SelectMany(parent => Directory.EnumerateDirectories(parent, $"mutants-{Environment.ProcessId}-*"));

        public void Write(string name, string text) => folder.Write(name, text);

        public void Change(string from, string to) =>
            Write("solutions/two-sums/TwoSums/Sums.cs", File.ReadAllText(folder["solutions/two-sums/TwoSums/Sums.cs"]).Replace(from, to, StringComparison.Ordinal));

        public MutationReport Run(MutationOptions options, Action<string>? progress = null, CancellationToken cancellation = default) =>
            new MutationRun(new LabTree(new Course(folder.Path), LabName.Parse("two-sums")), options, new DotnetLabGrader()).Run(progress ?? (_ => { }), cancellation);

        public void Dispose() => folder.Dispose();
    }
}
