using System.Diagnostics;
using System.Runtime.Versioning;
using System.Xml.Linq;
using Frugal.Grading.Containment;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tests.Containment;

/// <summary>Root may do what nobody else may, inside a sandbox and outside: where the tests run as root, those of the containment run again as an ordinary user.</summary>
[Platform("Linux")]
[Category("Long"), Category("Machine")]
[SupportedOSPlatform("linux")]
public class OrdinaryUserTests
{
    /// <summary>nobody, who owns nothing.</summary>
    private const string User = "65534";

    private const UnixFileMode OthersMayEnter = UnixFileMode.OtherExecute;

    /// <summary>What runs again: each test whose full name begins so, except this one.</summary>
    private static readonly string[] Suites = ["Frugal.Grading.Tests.Containment.", "Frugal.Grading.Tests.Submissions.", "Frugal.Grading.Tests.Budgets.Measuring"];

    /// <summary>The only reasons for which a test may be skipped: an ordinary user may not be allowed what root is.</summary>
    private static readonly string[] Reasons = ["bubblewrap is not installed", "bubblewrap is installed but may not make namespaces here"];

    [Test]
    public async Task The_tests_of_the_containment_pass_as_an_ordinary_user_too()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Pass("This run is an ordinary user's.");
        }

        var setpriv = Tool("setpriv");
        if (!MayEnter(Launch.Dotnet))
        {
            Assert.Ignore($"{Launch.Dotnet} lies in a folder that only root may enter.");
        }

        var folder = Directory.CreateDirectory(Path.Combine(TemporaryFolderOfAll(), $"frugal-user-{Guid.NewGuid():n}"));
        try
        {
            // given the built tests where the user may read them, and a home and a folder for temporary files of its own
            Copy(TestContext.CurrentContext.TestDirectory, Path.Combine(folder.FullName, "bin"));
            Copy(Tree.At("models"), Path.Combine(folder.FullName, "models"));
            Directory.CreateDirectory(Path.Combine(folder.FullName, "home"));
            Directory.CreateDirectory(Path.Combine(folder.FullName, "tmp"));
            await RunAsync("chown", ["-R", $"{User}:{User}", folder.FullName], new Dictionary<string, string>(), folder.FullName);

            // A second limit around the submissions' own: a fork bomb that got away would take the machine with it.
            var output = await RunAsync("prlimit", ["--nproc=4096", "--", setpriv, $"--reuid={User}", $"--regid={User}", "--clear-groups", "--", Launch.Dotnet, "test", "bin/Frugal.Grading.Tests.dll",
                "--filter", $"({string.Join('|', Suites.Select(suite => $"FullyQualifiedName~{suite}"))})&FullyQualifiedName!~{nameof(OrdinaryUserTests)}",
                "--logger", "trx;LogFileName=user.trx", "--results-directory", "results"], VariablesIn(folder.FullName), folder.FullName);

            var (passed, others) = Read(Path.Combine(folder.FullName, "results", "user.trx"), output);
            Assert.Multiple(() =>
            {
                Assert.That(others.Where(test => !Reasons.Any(test.Why.StartsWith)), Is.Empty, "tests that did not pass as an ordinary user");
                Assert.That(passed + others.Count, Is.EqualTo(Expected()), "as many tests as root runs");
                Assert.That(passed, Is.Positive);
            });
        }
        finally
        {
            FolderWalk.Remove(folder.FullName);
        }
    }

    /// <summary>How many tests root runs.</summary>
    private static int Expected()
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        return Leaves(runner.Load(typeof(OrdinaryUserTests).Assembly, new Dictionary<string, object>()))
            .Count(test => Suites.Any(suite => test.FullName.StartsWith(suite, StringComparison.Ordinal)) && !test.FullName.Contains(nameof(OrdinaryUserTests), StringComparison.Ordinal));

        static IEnumerable<ITest> Leaves(ITest test) => test.HasChildren ? test.Tests.SelectMany(Leaves) : test.IsSuite ? [] : [test];
    }

    private static (int Passed, IReadOnlyList<(string Name, string Why)> Others) Read(string results, string output)
    {
        Assert.That(File.Exists(results), Is.True, $"no results: {output}");
        var all = XDocument.Load(results).Descendants().Where(element => element.Name.LocalName == "UnitTestResult").ToLookup(test => test.Attribute("outcome")?.Value == "Passed");
        return (all[true].Count(), [.. all[false].Select(test => (test.Attribute("testName")?.Value ?? "",
            test.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value.Trim() ?? "no reason"))]);
    }

    private static Dictionary<string, string> VariablesIn(string folder) => new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
        ["CI"] = Environment.GetEnvironmentVariable("CI") ?? "",
        ["HOME"] = Path.Combine(folder, "home"),
        ["TMPDIR"] = Path.Combine(folder, "tmp"),
        ["DOTNET_ROOT"] = Path.GetDirectoryName(Launch.Dotnet)!,
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["OMP_NUM_THREADS"] = "1",
    };

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, Dictionary<string, string> variables, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Patience.For(TimeSpan.FromMinutes(5)).WaitForExitAsync(process, Path.GetFileName(program), output, errors);
        return $"{await output}\n{await errors}";
    }

    private static string Tool(string name)
    {
        var file = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            MissingTool.Report($"{name} is not installed (util-linux).");
        }

        return file!;
    }

    /// <summary>A clone may lie in a folder that other users cannot enter; so may the folder for temporary files.</summary>
    private static string TemporaryFolderOfAll() => new[] { Path.TrimEndingDirectorySeparator(Path.GetTempPath()), "/tmp", "/var/tmp" }.First(folder => Directory.Exists(folder) && MayEnter(folder));

    private static bool MayEnter(string path)
    {
        for (var at = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path; at is not null; at = Path.GetDirectoryName(at))
        {
            if ((File.GetUnixFileMode(at) & OthersMayEnter) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
