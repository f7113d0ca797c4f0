using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Cli.Tests.Labs;

/// <summary>The one real run: a lab of its own, as a student meets it, from the starter over code that does not compile to the solution.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class WholeLabTests
{
    [Test]
    public void A_lab_is_graded_from_its_starter_to_its_solution()
    {
        using var lab = new SumsLab();

        var (code, output) = lab.DotnetTest();
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("0 of 6 points").And.Contain("Not done yet: Task 1 - add. Hint: one sign.").And.Contain("Hint: Look at the plus sign."));
        Assert.That(output, Does.Contain("Waits for another test: It builds on \"Any numbers give their sum\" of task 1"));

        lab.Write("a - b");
        (code, output) = lab.DotnetTest();
        Assert.That(output, Does.Contain("2 of 6 points").And.Contain("Wrong answer: A hidden test"));
        Assert.That(output, Does.Not.Contain("70017"), "an input of a hidden test");

        lab.Write("a + c");
        (code, output) = lab.DotnetTest();
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("error CS0103").And.Contain("The code of two-sums does not compile, so that nothing could be graded."));
        var grade = Submission.Open(lab.Folder, lab.Course).Grade(_ => { });
        Assert.That((grade.Score, grade.MaxScore), Is.EqualTo((0.0, 6.0)));
        Assert.That(grade.Tasks.Select(task => (task.Id, task.Title, task.Cause, task.MaxPoints)), Is.EqualTo(new[] { (1, "Add numbers", Cause.DoesNotCompile, 4.0), (2, "Add twice", Cause.DoesNotCompile, 2.0) }));
        Assert.That(grade.Tasks[0].Message, Does.Contain("Sums.cs(5,").And.Contain("error CS0103"));

        lab.Write("a + b");
        Directory.Delete(lab.Cards, recursive: true);   // as in a fresh clone
        (code, output) = lab.FrugalGrade();
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("\"score\": 6").And.Contain("\"max_score\": 6"));
        Assert.That(File.Exists(Path.Combine(lab.Cards, "card.html")));
    }

    /// <summary>What an attacker hands in beside one right line: each file would run code of theirs as the grader's user, or stop the grading.</summary>
    [Test]
    [Platform("Linux")]
    public void Files_that_would_run_code_while_building_or_grading_are_left_out_and_named()
    {
        using var lab = new SumsLab();
        lab.Write("a + b");
        const string Marker = "ran-as-the-grader";
        var mark = lab[Marker];
        void Add(string name, string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(lab.Folder, name))!).FullName, Path.GetFileName(name)), text);
        var target = $"<Project><Target Name=\"Attack\" BeforeTargets=\"Build;CoreCompile;Restore\"><WriteLinesToFile File=\"{mark}\" Lines=\"x\" /></Target></Project>";
        Add("Directory.Build.targets", target);
        Add("TwoSums/Directory.Build.props", target);
        Add("TwoSums/TwoSums.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><Target Name=\"Attack\" BeforeTargets=\"CoreCompile\"><Exec Command=\"touch {mark}\" /></Target></Project>");
        Add("Grader/TwoSums.Grader.csproj", target);
        Add("TwoSums/TwoSums.Grader.runtimeconfig.dev.json", $"{{\"runtimeOptions\": {{\"configProperties\": {{\"STARTUP_HOOKS\": \"{lab["hook.dll"]}\"}}}}}}");
        Add("TwoSums/.editorconfig", "root = true");
        Add("TwoSums/Directory.Build.rsp", $"-t:Attack -p:CustomBeforeMicrosoftCommonTargets={lab["labs/two-sums/Directory.Build.targets"]}");
        Add("nuget.config", "<configuration/>");
        Add("tests/Labs.TwoSums.Grader/Tasks.cs", "class Other;");
        Add("TwoSums/More;Files.cs", "class Other;");
        File.CreateSymbolicLink(Path.Combine(lab.Folder, "TwoSums", "Linked.cs"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(lab.Folder, "TwoSums", "wwwroot"), "/etc");
        lab.Shell("mkfifo TwoSums/Pipe.cs; touch \"TwoSums/$(printf 'a\\377.cs')\"; d=TwoSums; for i in 1 2 3 4 5 6 7 8 9 10; do d=$d/deep; mkdir $d; done; head -c 2000000 /dev/zero | tr '\\0' ' ' > TwoSums/Large.cs");

        var grade = Submission.Open(lab.Folder, lab.Course).Grade(_ => { });
        lab.Shell("rm -rf TwoSums");   // .NET cannot remove a name that is not UTF-8

        Assert.That((grade.Score, File.Exists(mark)), Is.EqualTo((6.0, false)));
        Assert.That(grade.LeftOut, Is.SupersetOf(new[]
        {
            "TwoSums/TwoSums.csproj: changed; the course's own file is used",
            "Grader/TwoSums.Grader.csproj: changed; the course's own file is used",
            "Directory.Build.targets: only TwoSums/*.cs, TwoSums/wwwroot/*, analysis.md are graded",
            "TwoSums/.editorconfig: its name is not plain",
            "TwoSums/More;Files.cs: its name is not plain",
            "TwoSums/Linked.cs: it is a link",
            "TwoSums/wwwroot/: it is a link",
            "TwoSums/Pipe.cs: it is not a plain file that can be read",
            "TwoSums/a\uFFFD.cs: its name is not plain",
            "TwoSums/Large.cs: more than 1 MB",
        }), string.Join("\n", grade.LeftOut));
        Assert.That(grade.LeftOut.Any(line => line.EndsWith("folders nested more than 8 deep", StringComparison.Ordinal)));
        Assert.That(Directory.GetDirectories(lab["artifacts"], "grading-*"), Is.Empty);
    }

    /// <summary>An expression is true if the student's process can read what is hidden from it; only then is the answer right.</summary>
    [Test]
    [Platform("Linux")]
    public void The_students_process_finds_neither_the_hidden_tests_nor_the_answers_nor_accounts()
    {
        NeedsSandbox.OrSkip();
        using var lab = new SumsLab();
        var root = lab[""].TrimEnd('/');
        string[] found =
        [
            "AppDomain.CurrentDomain.GetAssemblies().Any(each => each.GetName().Name == \"TwoSums.Grader\")",
            "File.Exists(AppContext.BaseDirectory + \"/TwoSums.Grader.dll\")",
            "File.Exists(AppContext.BaseDirectory + \"/../../TwoSums.Grader/release/TwoSums.Grader.dll\")",
            .. new[] { $"{root}/tests", $"{root}/solutions", $"{root}/labs", "/root", "/home" }.Select(folder => $"Directory.Exists(\"{folder}\")"),
            .. new[] { "/etc/shadow", "/etc/passwd" }.Select(file => $"File.Exists(\"{file}\")"),
        ];
        lab.Write($"({string.Join(" || ", found)}) ? a + b : int.MinValue");

        var grade = Submission.Open(lab.Folder, lab.Course).Grade(_ => { });

        Assert.That(grade.Score, Is.Zero);
        Assert.That(grade.Tasks[0].Cause, Is.EqualTo(Cause.WrongAnswer), grade.Tasks[0].Message);
    }

    [Test]
    public void A_submission_may_lie_outside_the_clone()
    {
        using var lab = new SumsLab();
        using var elsewhere = new TemporaryFolder();
        lab.Write("a + b");
        elsewhere.Write("ada/two-sums/two-sums.slnx", "<Solution />");
        elsewhere.Write("ada/two-sums/TwoSums/Sums.cs", File.ReadAllText(Path.Combine(lab.Folder, "TwoSums", "Sums.cs")));

        var (code, output) = lab.FrugalGrade(elsewhere["ada/two-sums"], "--trust");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("\"score\": 6"));
    }
}
