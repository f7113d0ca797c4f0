using System.Diagnostics;
using Frugal.Grading.Authoring;
using Frugal.Grading.Hosting;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Authoring;

/// <summary>What a build or a test run gets of the environment of the program that grades.</summary>
public class DotnetTests
{
    private static readonly string[] Harmful = ["DEPLOY_TOKEN", "GITHUB_ENV", "CustomBeforeMicrosoftCommonTargets", "MSBuildExtensionsPath", "MSBUILDDEBUGENGINE", "VSTEST_HOST_DEBUG", "CORECLR_ENABLE_PROFILING_TEST", "DOTNET_STARTUP_HOOKS_TEST"];

    [Test]
    public void Tokens_and_settings_that_load_code_are_not_passed_on() => Passed(() => Dotnet.Command(Path.GetTempPath(), ["build"], new Dictionary<string, string?> { ["FRUGAL_GRADE_OUTPUT"] = "cards" }));

    [Test]
    public void Nor_to_a_grader_that_runs_without_dotnet_test()
    {
        var grader = Path.Combine(Path.GetTempPath(), "Grader.dll");
        Passed(() => GraderProcess.Command(grader, "elsewhere", new GradingSeed("1"), new Dictionary<string, string> { ["FRUGAL_GRADE_OUTPUT"] = "cards" }));

        var start = GraderProcess.Command(grader, "elsewhere", seed: null, variables: null);
        Assert.That((start.Environment["TMPDIR"], start.Environment["FRUGAL_GRADE_OUTPUT"]), Is.EqualTo(("elsewhere", Path.Combine("elsewhere", "cards"))));
    }

    private static void Passed(Func<ProcessStartInfo> command)
    {
        var before = Harmful.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var name in Harmful)
            {
                Environment.SetEnvironmentVariable(name, "whatever");
            }

            var passed = command().Environment;

            Assert.That(passed.Keys.Intersect(Harmful), Is.Empty);
            Assert.That(passed["FRUGAL_GRADE_OUTPUT"], Is.EqualTo("cards"));
            Assert.That(passed["PATH"], Is.EqualTo(Environment.GetEnvironmentVariable("PATH")));
            Assert.That(passed.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LD_PRELOAD", StringComparison.Ordinal)), Is.Empty);
        }
        finally
        {
            foreach (var (name, value) in before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
