using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Tiny;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tests.Tasks;

/// <summary>Grades the lab of tests/Tiny with NUnit's own engine, in this process.</summary>
internal static class TinyLab
{
    private static readonly Dictionary<Work, (Grade Grade, ITestResult Result)> Graded = [];

    /// <summary>The grade of a work, as its grade.json holds it, and NUnit's results; graded once.</summary>
    public static (Grade Grade, ITestResult Result) Of(Work work) =>
        Graded.TryGetValue(work, out var graded) ? graded : Graded[work] = Run(work, seed: 7);

    /// <summary>Grades anew.</summary>
    public static (Grade Grade, ITestResult Result) Run(Work work, int? seed = null, string? prerequisites = null, string? only = null)
    {
        using var folder = new TemporaryFolder();
        using var output = new Variable(GradedLabAttribute.Variable, folder.Path);
        using var drawn = new Variable(GradingSeed.Variable, seed is { } number ? $"{number:x32}" : null);
        using var counted = new Variable(RequiresAttribute.Variable, prerequisites);
        var former = GradeBook.Current;
        Student.Work = work;
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(typeof(Student).Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 });
        try
        {
            var result = Apart(() => runner.Run(TestListener.NULL, only is null ? TestFilter.Empty : TestFilter.FromXml($"<filter><class>{only}</class></filter>")));
            return (GradeJson.ReadFile(folder[only is null ? "grade.json" : $"{CardFolder.ChosenTasks}/grade.json"]), result);
        }
        finally
        {
            GradeBook.Current = former;
        }
    }

    /// <summary>NUnit keeps the running test in the flow of execution: the inner run has one of its own.</summary>
    private static T Apart<T>(Func<T> run)
    {
        using var suppressed = ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();
    }

    /// <summary>An environment variable, set for a while.</summary>
    private sealed class Variable : IDisposable
    {
        private readonly string name;
        private readonly string? former;

        public Variable(string name, string? value)
        {
            (this.name, former) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(name, former);
    }
}
