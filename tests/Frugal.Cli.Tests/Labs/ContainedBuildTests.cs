using System.Text;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Tests.Labs;

/// <summary>Sources that attack what compiles or grades them. Each ends with a verdict within the limits, and leaves nothing behind.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class ContainedBuildTests
{
    private const string Right = "namespace TwoSums { public static class Sums { public static int Add(int a, int b) => a + b; } }";
    private static readonly SubmissionRules Rules = SubmissionRules.Parse("{}", "submission.json", "TwoSums", new HashSet<string>());
    private readonly SumsLab lab = new();
    private CourseBuild course = null!;

    [SetUp]
    public void Build() => course ??= CourseBuild.Make(lab.Lab, Rules, Patience.Longest(TimeSpan.FromMinutes(2)), CancellationToken.None);

    [OneTimeTearDown]
    public void Remove() => lab.Dispose();

    /// <summary>Sources that the compiler cannot finish, or refuses.</summary>
    private static IEnumerable<TestCaseData> Bombs()
    {
        TestCaseData Of(string name, string source) => new TestCaseData(source).SetArgDisplayNames(name);
        yield return Of("parentheses nested 30,000 deep", $"class C {{ int x = {new string('(', 30_000)}1{new string(')', 30_000)}; }}");
        yield return Of("blocks nested 30,000 deep", $"class C {{ void M() {{ {new string('{', 30_000)}{new string('}', 30_000)} }} }}");
        yield return Of("a generic type within itself, to the power of eight", "class X<A, B, C, D, E, F> { class Y : X<Y, Y, Y, Y, Y, Y> { Y.Y.Y.Y.Y.Y.Y.Y y; } }");
        yield return Of("lambdas in lambdas with two overloads each", Lambdas(24));
        yield return Of("a constant that doubles 31 times", $"class C {{ const string c0 = \"0123456789\"; {string.Concat(Enumerable.Range(1, 31).Select(i => $"const string c{i} = c{i - 1} + c{i - 1};"))} }}");
        yield return Of("an attribute that names a key file", "[assembly: System.Reflection.AssemblyKeyFile(\"/dev/zero\")]");
        yield return Of("extern alias", "extern alias Other; class C : Other::Frugal.X { }");
        yield return Of("#r and #load", "#r \"/etc/passwd\"\n#load \"/etc/passwd\"\nclass C { }");
    }

    [TestCaseSource(nameof(Bombs))]
    [Platform("Linux")]
    public void A_source_that_attacks_the_compiler_does_not_compile(string source)
    {
        var (errors, left) = Compile([("TwoSums/Sums.cs", Right), ("TwoSums/Bomb.cs", source)], new SubmissionLimits { BuildSeconds = 5, BuildMegabytes = 700 });

        Assert.That(errors, Is.Not.Empty);
        Assert.That(errors[0], Does.Match("error CS[0-9]+|^The compiler('s stack overflowed| took more| had not finished)"));
        Assert.That(left, Is.Empty);
    }

    [Test]
    public void Without_a_sandbox_the_limits_stay_and_the_card_says_so()
    {
        var none = Sandbox.None("bubblewrap is not installed.");
        var rules = Rules with { Limits = new() { BuildSeconds = 600 } };
        using var work = new GradedWork(lab["artifacts"], new SubmissionFiles(new Dictionary<string, byte[]> { ["TwoSums/Sums.cs"] = Encoding.UTF8.GetBytes(Right) }, []), rules);
        var build = new ContainedBuild(rules, none);

        Assert.That(build.Compile(course, work, CancellationToken.None), Is.Empty);
        Assert.That(build.Says, Does.StartWith("The compiler read the submission with the rights of the user who graded"));
        Assert.That(Path.Combine(work.Program, "TwoSums.Probes.runtimeconfig.json"), Does.Exist);
    }

    [Test]
    public void Without_a_sandbox_a_compiler_that_does_not_end_is_ended()
    {
        var (errors, left) = Compile([("TwoSums/Sums.cs", Right), ("TwoSums/Bomb.cs", Lambdas(24))], new SubmissionLimits { BuildSeconds = 5, BuildMegabytes = 700 }, Sandbox.None("bubblewrap is not installed."));

        Assert.That(errors, Has.One.Items);
        Assert.That(errors[0], Does.Match("^The compiler( took more| had not finished)"));
        Assert.That(left, Is.Empty);
    }

    /// <summary>A key file is the one file that a source makes the compiler read.</summary>
    [Test]
    [Platform("Linux")]
    public void The_compiler_sees_neither_solutions_nor_tests_nor_accounts()
    {
        NeedsSandbox.OrSkip();
        foreach (var hidden in new[] { lab["solutions/two-sums/TwoSums/Sums.cs"], lab["tests/Labs.TwoSums.Grader/Tasks.cs"], lab["Course.sln"], "/etc/passwd" })
        {
            Assert.That(hidden, Does.Exist);
            var (errors, _) = Compile([("TwoSums/Sums.cs", $"[assembly: System.Reflection.AssemblyKeyFile(@\"{hidden}\")]\n{Right}")]);
            Assert.That(errors[0], Does.Contain("error CS7027").And.Contain("Could not find"), hidden);
        }
    }

    /// <summary>A stranger's program in the compiler's place: the strongest that a fault in the compiler could become.</summary>
    [Test]
    [Platform("Linux")]
    public void What_runs_in_the_compilers_place_reaches_nothing_outside_its_scratch_folder()
    {
        NeedsSandbox.OrSkip();
        var run = course.App.With([], _ => true);
        using var scratch = new Scratch { Reads = run.Reads };
        var script = string.Join('\n',
            from path in new[] { lab["solutions"], lab["tests/Labs.TwoSums.Grader/Tasks.cs"], lab["Course.sln"], "/etc/passwd", "/root", "/home", "/work" } select $"test -e {path} && echo read {path}",
            from path in (string[])[course.Folder, lab["artifacts"], "/usr", "/tmp/..", .. run.Reads.Where(Directory.Exists)] select $"( : > {path}/mark ) 2>/dev/null && echo wrote {path}",
            "( exec 3<>/dev/tcp/127.0.0.1/80 ) 2>&1 | grep -q refused || echo network");
        scratch.Write("attack.sh", Encoding.UTF8.GetBytes(script + "\n: > mine && echo done\n"));

        var result = ContainedCommand.Run(["/bin/bash", scratch["attack.sh"]], new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(10)) }, scratch, Sandbox.Best, CancellationToken.None);

        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "done" }), result.Errors);
    }

    private static IEnumerable<TestCaseData> Commands()
    {
        TestCaseData Of(string name, string script, Cause cause) => new TestCaseData(script, cause).SetArgDisplayNames(name);
        yield return Of("hangs", "sleep 1000 & sleep 1000", Cause.Timeout);
        yield return Of("floods", "yes", Cause.OutputFlood);
        yield return Of("many files", "i=0; while :; do : > f$i; i=$((i+1)); done", Cause.TooLarge);
        yield return Of("large file", "cat /dev/zero > large", Cause.TooLarge);
        yield return Of("processes", "while :; do sleep 1000 & done", Cause.TooManyProcesses);
    }

    [TestCaseSource(nameof(Commands))]
    [Platform("Linux")]
    public void A_command_beyond_a_limit_is_ended(string script, Cause cause)
    {
        using var scratch = new Scratch();
        var limits = new Limits { Time = cause == Cause.Timeout ? TimeSpan.FromSeconds(1) : Patience.Longest(TimeSpan.FromSeconds(20)), Folder = new(20_000_000), Entries = 500, Output = new(1_000_000), Memory = new(500_000_000) };

        var failure = Assert.Throws<StudentFailure>(() => ContainedCommand.Run(["/bin/sh", "-c", script], limits, scratch, Sandbox.Best, CancellationToken.None))!;

        Assert.That(failure.Cause, Is.EqualTo(cause));
        Assert.That(Processes(scratch.Folder), Is.Empty);
    }

    /// <summary>What would deceive the grader if it read the student's assembly, or took its program from there.</summary>
    [Test]
    [Platform("Linux")]
    public void An_assembly_that_poses_as_the_graders_own_is_graded_as_any_other()
    {
        lab.Write("a + b");
        File.WriteAllText(lab["labs/two-sums/TwoSums/Poses.cs"], """
            #line 1 "/etc/shadow"
            #pragma checksum "/etc/shadow" "{406ea660-64cf-4c82-b6f0-42d48172a799}" "ab007f1d23d9"
            using System.Reflection;
            using System.Runtime.CompilerServices;

            [assembly: AssemblyMetadata("FrugalProgram", "/bin/false")]
            [assembly: AssemblyMetadata("FrugalLab", "/etc")]
            [assembly: InternalsVisibleTo("TwoSums.Grader")]
            [assembly: InternalsVisibleTo("TwoSums.Probes")]

            namespace Labs.TwoSums.Grader
            {
                public static class Probes
                {
                    public static int Add(int[] pair) => -1;
                }

                public class AddTests
                {
                    [ModuleInitializer]
                    public static void Begin()
                    {
                        foreach (var file in new[] { "grade.json", "../grade.json" })
                        {
                            try { System.IO.File.WriteAllText(file, "{}"); } catch (System.Exception) { }
                        }
                    }
                }
            }
            """);

        var grade = Submission.Open(lab.Folder, lab.Course).Grade(_ => { });

        Assert.That((grade.Score, grade.MaxScore), Is.EqualTo((6.0, 6.0)), grade.Tasks[0].Message);
        Assert.That(grade.Containment[^1], Does.StartWith("The compiler read the submission"));
        Assert.That(Directory.GetDirectories(lab["artifacts"], "grading-*"), Is.Empty);
        Assert.That(Directory.GetFiles(course.Folder, "TwoSums.dll", SearchOption.AllDirectories).Select(Path.GetDirectoryName), Has.None.Contains("TwoSums.Grader"), "the student's assembly beside the grader");
    }

    /// <summary>What the grader runs is made of the course's sources alone: it does not change with the submission.</summary>
    [Test]
    public void The_grader_is_the_same_whatever_is_handed_in()
    {
        var before = File.ReadAllBytes(course.Grader);
        Compile([("TwoSums/Sums.cs", Right.Replace("a + b", "a * b", StringComparison.Ordinal))]);
        var again = CourseBuild.Make(lab.Lab, Rules, Patience.Longest(TimeSpan.FromMinutes(2)), CancellationToken.None);

        Assert.That(File.ReadAllBytes(again.Grader), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(course.Folder, "Sums.cs", SearchOption.AllDirectories).Select(File.ReadAllText), Has.All.Contains("NotImplementedException"));
    }

    private static string Lambdas(int depth)
    {
        var (open, close) = (string.Concat(Enumerable.Range(0, depth).Select(i => $"M(x{i} => ")), new string(')', depth));
        return $"class C {{ static int M(System.Func<int, int> f) => 0; static int M(System.Func<string, int> f) => 0; int x = {open}x0.Nothing{close}; }}";
    }

    private (IReadOnlyList<string> Errors, IReadOnlyList<string> Left) Compile(IEnumerable<(string Path, string Text)> sources, SubmissionLimits? limits = null, Sandbox? sandbox = null)
    {
        var accepted = sources.ToDictionary(source => source.Path, source => Encoding.UTF8.GetBytes(source.Text));
        var rules = Rules with { Limits = limits ?? new() { BuildSeconds = 600 } };
        using var work = new GradedWork(lab["artifacts"], new SubmissionFiles(accepted, []), rules);
        var errors = new ContainedBuild(rules, sandbox ?? Sandbox.Best).Compile(course, work, CancellationToken.None);
        return (errors, [.. Processes(work.Folder), .. Scratches()]);
    }

    /// <summary>The scratch folders of this lab's compilations.</summary>
    private IEnumerable<string> Scratches() => Directory.EnumerateDirectories(Path.GetTempPath(), "frugal-scratch-*")
        .Where(folder => Text(folder, "TwoSums.rsp").Contains(course.Folder, StringComparison.Ordinal));

    /// <summary>The processes that name a folder in their arguments or variables.</summary>
    private static IReadOnlyList<string> Processes(string folder) => [.. Directory.EnumerateDirectories("/proc")
        .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && (Text(process, "environ") + Text(process, "cmdline")).Contains(folder, StringComparison.Ordinal))
        .Select(process => $"{Path.GetFileName(process)} {Text(process, "cmdline").Replace('\0', ' ')}")];

    private static string Text(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
