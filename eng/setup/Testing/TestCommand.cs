using Frugal.Setup.Building;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Testing;

/// <summary><c>frugal test</c>: runs all tests of the solution and prints a one-line summary.</summary>
public static class TestCommand
{
    public static int Run(Repository repository, string[] arguments)
    {
        if (arguments is ["--help" or "-h" or "-?"])
        {
            return Usage.Print(Usage.Test);
        }

        var fast = arguments.Contains("--fast");
        arguments = TestLane.Arguments(arguments);
        SetupCommand.Ensure(repository, BuildTarget.Everything, "test");
        if (!fast)
        {
            TestTools.Ensure(repository, Host.Current, new StepReport(Console.Error));
        }

        if (Directory.Exists(repository.TestResults))
        {
            Directory.Delete(repository.TestResults, recursive: true);
        }

        var code = Shell.Stream(new ShellCommand(Shell.Dotnet,
        [
            "test", repository.Solution, "--configuration", "Release", "--no-build", "--nologo",
            // Test hosts that run one after another leave a processor idle while each starts. But two at a time disturb the timed tests, which are not in the fast lane.
            fast ? "-maxcpucount:2" : "-maxcpucount:1",
            "--logger", "trx", $"-p:FrugalTestResults={repository.TestResults}", .. arguments,
        ])
        { Folder = repository.Root, Limit = Timeout.InfiniteTimeSpan });
        var results = Directory.Exists(repository.TestResults) ? Directory.GetFiles(repository.TestResults, "*.trx", SearchOption.AllDirectories) : [];
        var texts = results.Select(File.ReadAllText).ToList();
        var counts = texts.Select(TestCounts.Read).Aggregate(new TestCounts(0, 0, 0), (sum, one) => sum + one).WithExitCode(code);
        Console.WriteLine();
        Console.Write(SkippedTest.List([.. texts.SelectMany(SkippedTest.Read)]));
        if (counts.Total == 0)
        {
            Console.WriteLine("No test ran: check the filter.");
        }

        Console.WriteLine(counts);
        return counts is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }
}
