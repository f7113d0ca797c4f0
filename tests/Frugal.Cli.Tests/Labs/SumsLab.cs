using Frugal.Grading.Authoring;

namespace Frugal.Cli.Tests.Labs;

/// <summary>A course of one lab in a folder of its own, on this clone's sources.</summary>
internal sealed class SumsLab : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SumsLab()
    {
        BuildableCourse.Write(folder, "solutions", "labs");
        folder.Write("tests/Labs.TwoSums.Grader/Probes/Probes.cs", """
            namespace Labs.TwoSums.Grader;

            public static class Probes
            {
                public static int Add(int[] pair) => global::TwoSums.Sums.Add(pair[0], pair[1]);
            }
            """);
        folder.Write("tests/Labs.TwoSums.Grader/Tasks.cs", """"
            [assembly: GradedLab("two-sums")]

            namespace Labs.TwoSums.Grader;

            [Task(1, "Add numbers"), Points(4), Hint("Look at the plus sign.")]
            public class AddTests : TaskFixture
            {
                [Test]
                public void A_number_and_nothing_give_the_number() => Assert.That(Student.Call(Probes.Add, new[] { 3, 0 }), Is.EqualTo(3));

                [TestCase(70017, 5), Hidden]
                public void Any_numbers_give_their_sum(int a, int b) => Assert.That(Student.Call(Probes.Add, new[] { a, b }), Is.EqualTo(a + b));
            }

            [Task(2, "Add twice"), Requires(1, nameof(AddTests.Any_numbers_give_their_sum))]
            public class TwiceTests : TaskFixture
            {
                [Test, Points(2)]
                public void A_sum_is_added_to_a_sum() => Assert.That(Student.Call(Probes.Add, new[] { Student.Call(Probes.Add, new[] { 1, 2 }), 4 }), Is.EqualTo(7));
            }
            """");
        folder.Write("solutions/two-sums/TwoSums/Sums.cs", """
            namespace TwoSums;

            public static class Sums
            {
                public static int Add(int a, int b)
                {
            #if SOLUTION
                    return a + b;
            #else
                    throw new NotImplementedException("Task 1 - add. Hint: one sign.");
            #endif
                }
            }

            """);
        Write("throw new NotImplementedException(\"Task 1 - add. Hint: one sign.\")");
    }

    public string this[string name] => folder[name];

    public string Folder => folder["labs/two-sums"];

    public Course Course => new(folder.Path);

    public LabTree Lab => new(Course, LabName.Parse("two-sums"));

    public string Cards => folder["artifacts/grades/two-sums"];

    public void Write(string answer) => folder.Write("labs/two-sums/TwoSums/Sums.cs", $"namespace TwoSums;\n\npublic static class Sums\n{{\n    public static int Add(int a, int b) => {answer};\n}}\n");

    /// <summary>What a student types, without a terminal.</summary>
    public (int Code, string Output) DotnetTest(params string[] options) => Run(["test", "labs/two-sums", .. options]);

    public (int Code, string Output) FrugalGrade() => FrugalGrade(Folder);

    public (int Code, string Output) FrugalGrade(params string[] arguments) => Run([Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "grade", .. arguments, "--course", folder.Path, "--json"]);

    /// <summary>Runs a shell command in the lab's folder.</summary>
    public void Shell(string command)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = Folder })!;
        process.WaitForExit();
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        Dotnet.Run(folder.Path, arguments, new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["FRUGAL_GRADE_OUTPUT"] = Cards, ["FRUGAL_PROGRESS"] = folder["progress.json"] }, Patience.Longest(TimeSpan.FromMinutes(5)));

    public void Dispose() => folder.Dispose();
}
