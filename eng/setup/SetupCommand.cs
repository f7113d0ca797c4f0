using System.Diagnostics;
using Frugal.Setup.Building;
using Frugal.Setup.Systems;
using Frugal.Setup.Testing;

namespace Frugal.Setup;

/// <summary><c>frugal setup</c>: restores and builds whatever is older than its sources.</summary>
public static class SetupCommand
{
    public static int Run(Repository repository, string[] arguments)
    {
        switch (arguments)
        {
            case []:
                break;
            case ["--help" or "-h" or "-?"]:
                return Usage.Print(Usage.Setup);
            default:
                return Usage.Refuse($"setup: '{string.Join(' ', arguments)}' is not understood.", Usage.Setup);
        }

        var clock = Stopwatch.StartNew();
        var announced = EngineSupport.Announce(Host.Current, "setup");
        if (announced is not null)
        {
            Console.WriteLine(announced);
        }

        SetUp(repository, BuildTarget.CommandLine, new StepReport(Console.Out));
        Console.WriteLine($"Ready in {StepReport.Seconds(clock.Elapsed)}. Next: ./frugal {(announced is null ? "start" : "--help")}");
        return 0;
    }

    /// <summary>Sets up what a command needs if something is missing or outdated; otherwise silent. Progress goes to standard error.</summary>
    /// <param name="repository">The clone.</param>
    /// <param name="target">The target that the command needs.</param>
    /// <param name="command">The command's name.</param>
    /// <exception cref="SetupException">The command cannot run on this system, or something could not be built.</exception>
    public static int Ensure(Repository repository, BuildTarget target, string command)
    {
        var announced = EngineSupport.Announce(Host.Current, command);
        if (!new BuildStep(repository, target).Inspect().Ok)
        {
            if (announced is not null)
            {
                Console.Error.WriteLine(announced);
            }

            SetUp(repository, target, new StepReport(Console.Error));
        }

        TestTools.EnsureFor(command, repository, Host.Current, new StepReport(Console.Error));
        return 0;
    }

    private static void SetUp(Repository repository, BuildTarget target, StepReport report)
    {
        using var alone = SetupLock.Take(repository, report.Output);
        var step = new BuildStep(repository, target);
        if (step.Inspect().Ok)
        {
            report.Step(target.Name, () => "in order", result => result);
            return;
        }

        step.Apply(report, Host.Current);
    }
}
