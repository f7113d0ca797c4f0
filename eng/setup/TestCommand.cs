using Frugal.Setup.Steps;

namespace Frugal.Setup;

/// <summary><c>frugal test</c>: all the tests of the solution, and one line that sums them up.</summary>
public static class TestCommand
{
    public static int Run(Repository repository, string[] arguments)
    {
        if (arguments is ["--help" or "-h" or "-?"])
        {
            return Usage.Print(Usage.Test);
        }

        SetupCommand.Ensure(repository);
        EnsureTools(repository);
        if (Directory.Exists(repository.TestResults))
        {
            Directory.Delete(repository.TestResults, recursive: true);
        }

        var code = Shell.Stream(new ShellCommand(Shell.Dotnet,
        [
            "test", repository.Solution, "--configuration", "Release", "--no-build", "--nologo",
            "-maxcpucount:1",   // one project at a time: each fills the processors by itself, two together take almost as long and crowd the timed tests
            "--logger", "trx", "--results-directory", repository.TestResults, .. arguments,
        ])
        { Folder = repository.Root, Limit = Timeout.InfiniteTimeSpan });
        var results = Directory.Exists(repository.TestResults) ? Directory.GetFiles(repository.TestResults, "*.trx", SearchOption.AllDirectories) : [];
        var counts = results.Select(path => TestCounts.Read(File.ReadAllText(path))).Aggregate(new TestCounts(0, 0, 0), (sum, one) => sum + one).WithExitCode(code);
        Console.WriteLine();
        if (counts.Total == 0)
        {
            Console.WriteLine("No test ran: check the filter.");
        }

        Console.WriteLine(counts);
        return counts is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    /// <summary>Installs the browser and Jupyter's client on Debian; elsewhere the tests take the system's own. Without them the tests that drive them fail, and the others still tell.</summary>
    private static void EnsureTools(Repository repository)
    {
        var step = DebianStep.ForTests(repository);
        if (!BackendProbe.SystemIsPossible || step.Inspect().All(check => check.Ok))
        {
            return;
        }

        try
        {
            new StepReport(Console.Error).Step(step.Name, () => { step.Apply(); return "done"; }, result => result);
        }
        catch (SetupException failure)
        {
            Console.Error.WriteLine($"frugal: {failure.Message}");
        }
    }
}
