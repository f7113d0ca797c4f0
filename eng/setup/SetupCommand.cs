using System.Diagnostics;
using Frugal.Setup.Steps;

namespace Frugal.Setup;

/// <summary><c>frugal setup</c>: chooses the backend, then brings each step in order that is not.</summary>
public static class SetupCommand
{
    public static int Run(Repository repository, string[] arguments)
    {
        Backend? wanted = null;
        switch (arguments)
        {
            case []:
                break;
            case ["--backend", var name]:
                wanted = BackendChoice.Parse(name, "--backend");
                break;
            case ["--help" or "-h" or "-?"]:
                return Usage.Print(Usage.Setup);
            default:
                return Usage.Refuse($"setup: '{string.Join(' ', arguments)}' is not understood.", Usage.Setup);
        }

        var clock = Stopwatch.StartNew();
        SetUp(repository, wanted, new StepReport(Console.Out));
        Console.WriteLine($"Ready in {StepReport.Seconds(clock.Elapsed)}. Next: ./frugal start");
        return 0;
    }

    /// <summary>Sets up when something is not in order; silent when all is. What it does is told on standard error.</summary>
    public static int Ensure(Repository repository)
    {
        if (BackendChoice.Current(repository) is not { } backend || new BuildStep(repository, backend).Inspect().Any(check => !check.Ok))
        {
            SetUp(repository, wanted: null, new StepReport(Console.Error));
        }

        return 0;
    }

    private static void SetUp(Repository repository, Backend? wanted, StepReport report)
    {
        using var alone = SetupLock.Take(repository, report.Output);
        var backend = report.Step("engines", () => Choose(repository, wanted), chosen => chosen.Name());
        foreach (var step in SetupSteps.For(backend, repository))
        {
            report.Step(step.Name, () => Bring(step), result => result);
        }
    }

    /// <summary>The option, the variable, the former choice, or what the feed of this machine allows: the first of these.</summary>
    private static Backend Choose(Repository repository, Backend? wanted)
    {
        var backend = wanted ?? BackendChoice.FromVariable() ?? BackendChoice.Read(repository.BackendFile) ?? BackendProbe.Run(repository);
        if (backend == Backend.System && !BackendProbe.SystemIsPossible)
        {
            throw new SetupException("The 'system' engines need Debian or Ubuntu on x64. Run ./frugal setup --backend packages here.");
        }

        if (BackendChoice.Read(repository.BackendFile) != backend)
        {
            BackendChoice.Write(repository.BackendFile, backend);
        }

        return backend;
    }

    private static string Bring(ISetupStep step)
    {
        if (step.Inspect().All(check => check.Ok))
        {
            return "in order";
        }

        step.Apply();
        var left = step.Inspect().Where(check => !check.Ok).ToList();
        return left.Count == 0 ? "done" : throw new SetupException(
            $"{step.Name}: still not in order: {string.Join(", ", left.Select(check => $"{check.Name} ({check.Found})"))}. Run ./frugal setup again; ./frugal doctor shows the rest.");
    }
}
