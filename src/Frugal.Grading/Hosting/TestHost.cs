using System.Collections.Concurrent;
using System.Runtime.Loader;
using System.Text.Json;
using Frugal.Grading.Cards;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Hosting;

/// <summary>The process that runs a grader's tests on one program after the other, a mutant or the work that a student has just saved: the grader is loaded
/// once, and each program has a student's process of its own. It ends with the process that started it.</summary>
internal static class TestHost
{
    /// <summary>The first argument; the grader's assembly follows. A request per line comes on standard input, a reply per line goes to standard output.</summary>
    public const string Command = "grade-programs";

    public static int Run(string grader)
    {
        using var replies = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(TextWriter.Null);                     // what tests print is no reply
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(grader);
        using var requests = new BlockingCollection<string>();
        new Thread(() => Read(requests)) { IsBackground = true, Name = "requests" }.Start();
        Load(assembly);                                      // finds the tests once while the submission is compiled: the next time is quick
        foreach (var line in requests.GetConsumingEnumerable())
        {
            replies.WriteLine(JsonSerializer.Serialize(Answer(assembly, JsonSerializer.Deserialize<TestRequest>(line)!)));
        }

        return 0;
    }

    private static void Read(BlockingCollection<string> requests)
    {
        while (Console.In.ReadLine() is { } line)
        {
            requests.Add(line);
        }

        Environment.Exit(0);                                 // nobody waits for what still runs
    }

    /// <summary>Runs the tests that were asked for, and returns the grades of those that ran.</summary>
    internal static TestReply Answer(System.Reflection.Assembly grader, TestRequest request)
    {
        StudentProcess.Substitute = request.Program is null ? null : new StudentSubstitute(request.Program, request.MostTime);
        try
        {
            var runner = Load(grader);
            GradeBook.Current = new GradeBook("", [], GradingSeed.Draw());   // what the run before left, where no test is chosen
            var listener = new Listener(runner, request.StopAtFirst);
            runner.Run(listener, new Chosen(request, Required(runner.LoadedTest!, request)));
            var grade = GradeBook.Current.ToGrade();
            return new([.. grade.Tasks.Where(task => request.Tasks.Contains(task.Id)).SelectMany(task => task.Tests
                .Where(test => test is not { Verdict: Verdict.NotRun, Cause: Cause.None })
                .Select(test => new TestEnd(task.Id, test.Name, test.Verdict, test.Cause, test.Message, test.Points)))], listener.Whole, listener.Longest)
            {
                Grade = request.WithGrade ? GradeJson.Write(grade with { Tasks = [.. grade.Tasks.Where(task => request.Tasks.Contains(task.Id))] }) : null,
            };
        }
        finally
        {
            StudentProcess.Substitute = null;
        }
    }

    private static NUnitTestAssemblyRunner Load(System.Reflection.Assembly grader)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(grader, new Dictionary<string, object> { [NUnit.FrameworkPackageSettings.NumberOfTestWorkers] = 0 });
        return runner;
    }

    /// <summary>The methods of earlier tasks on which the tests of the tasks build, and those on which these build.</summary>
    private static HashSet<(int Task, string Method)> Required(ITest tests, TestRequest request)
    {
        var required = new HashSet<(int, string)>();
        if (request.WithGrade)
        {
            var plans = TaskPlan.Read(tests).SelectMany(plan => plan.Tests.Select(test => (Task: plan.Number, Test: test))).ToList();
            var open = new Queue<RequiresAttribute>(plans.Where(plan => request.Tasks.Contains(plan.Task)).SelectMany(plan => plan.Test.Requires));
            while (open.TryDequeue(out var next))
            {
                if (required.Add((next.Task, next.Test)))
                {
                    plans.Where(plan => (plan.Task, plan.Test.Method) == (next.Task, next.Test)).SelectMany(plan => plan.Test.Requires).ToList().ForEach(open.Enqueue);
                }
            }
        }

        return required;
    }

    /// <summary>The tests of some tasks, all or those that judge speed or the others, and the tests that they require.</summary>
    private sealed class Chosen(TestRequest request, HashSet<(int Task, string Method)> required) : TestFilter
    {
        public override bool Match(ITest test) => !test.IsSuite && TaskAttribute.NumberOf(test) is { } number
            && (request.Tasks.Contains(number) ? request.Speed is not { } speed || StageAttribute.Of(test) == Stage.Fast == speed : test.Method is { } method && required.Contains((number, method.Name)));

        public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("tasks");
    }

    /// <summary>Notes how long tests take, and may end the run after the first that failed.</summary>
    private sealed class Listener(NUnitTestAssemblyRunner runner, bool stopAtFirst) : ITestListener
    {
        /// <summary>The time of all tests.</summary>
        public TimeSpan Whole { get; private set; }

        /// <summary>The time of the longest test.</summary>
        public TimeSpan Longest { get; private set; }

        public void TestFinished(ITestResult result)
        {
            if (result.Test.IsSuite)
            {
                return;
            }

            var took = TimeSpan.FromSeconds(result.Duration);
            (Whole, Longest) = (Whole + took, took > Longest ? took : Longest);
            if (stopAtFirst && result.ResultState.Status == TestStatus.Failed)
            {
                runner.StopRun();
            }
        }

        public void TestStarted(ITest test) { }

        public void TestOutput(TestOutput output) { }

        public void SendMessage(TestMessage message) { }
    }
}

/// <summary>Which tests to run.</summary>
/// <param name="Program">The program of the student's process; null for the one that the grader was built with.</param>
/// <param name="Tasks">The tasks whose tests run.</param>
/// <param name="Speed">Whether the tests of <see cref="Stage.Fast"/> run, or the others; null for both.</param>
/// <param name="StopAtFirst">Whether a failed test ends the run.</param>
/// <param name="MostTime">The longest time of a call, whatever the task allows; null for what the task allows.</param>
internal sealed record TestRequest(string? Program, IReadOnlyList<int> Tasks, bool? Speed, bool StopAtFirst, TimeSpan? MostTime)
{
    /// <summary>Whether the reply has the grade of the tasks. Then the tests that they require run too, of which only the results count.</summary>
    public bool WithGrade { get; init; }
}

/// <summary>The tests that ran.</summary>
/// <param name="Tests">How each ended.</param>
/// <param name="Whole">The time of all of them.</param>
/// <param name="Longest">The time of the longest.</param>
internal sealed record TestReply(IReadOnlyList<TestEnd> Tests, TimeSpan Whole, TimeSpan Longest)
{
    /// <summary>The grade of the tasks as <see cref="GradeJson"/>, where it was asked for.</summary>
    public string? Grade { get; init; }
}

/// <summary>How a test ended.</summary>
internal sealed record TestEnd(int Task, string Name, Verdict Verdict, Cause Cause, string? Message, double Points);
