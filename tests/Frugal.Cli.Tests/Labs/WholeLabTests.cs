using Frugal.Grading.Authoring;
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
        Assert.That(output, Does.Contain("Waits for another task: It builds on task 1 (Add numbers). Do that first."));

        lab.Write("a - b");
        (code, output) = lab.DotnetTest();
        Assert.That(output, Does.Contain("2 of 6 points").And.Contain("Wrong answer: A hidden test"));
        Assert.That(output, Does.Not.Contain("70017"), "an input of a hidden test");

        lab.Write("a + c");
        (code, output) = lab.DotnetTest();
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("error CS0103").And.Contain("The code of two-sums does not compile, so that nothing could be graded."));
        var grade = Submission.Open(lab.Folder).Grade(_ => { });
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

    /// <summary>A course of one lab in a folder of its own, on this clone's sources.</summary>
    private sealed class SumsLab : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public SumsLab()
        {
            folder.Write("Course.sln", "");
            foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            {
                folder.Write(file, $"<Project><Import Project=\"{Tree.At(file)}\" /></Project>\n");
            }

            folder.Write("labs/two-sums/two-sums.slnx", """
                <Solution>
                  <Configurations>
                    <BuildType Name="Release" />
                  </Configurations>
                  <Project Path="TwoSums/TwoSums.csproj" />
                  <Project Path="Grader/TwoSums.Grader.csproj" />
                </Solution>
                """);
            folder.Write("labs/two-sums/TwoSums/TwoSums.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
            folder.Write("labs/two-sums/Grader/TwoSums.Grader.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <Import Project="$(RepositoryRoot)src/Frugal.Grading/build/Grader.props" />
                  <ItemGroup>
                    <ProjectReference Include="../TwoSums/TwoSums.csproj" />
                    <Compile Include="../../../tests/Labs.TwoSums.Grader/**/*.cs" />
                  </ItemGroup>
                </Project>
                """);
            folder.Write("tests/Labs.TwoSums.Grader/Tasks.cs", """"
                [assembly: GradedLab("two-sums")]

                namespace Labs.TwoSums.Grader;

                public static class Probes
                {
                    public static int Add(int[] pair) => global::TwoSums.Sums.Add(pair[0], pair[1]);
                }

                [Task(1, "Add numbers"), Points(4), Hint("Look at the plus sign.")]
                public class AddTests : TaskFixture
                {
                    [Test]
                    public void A_number_and_nothing_give_the_number() => Assert.That(Student.Call(Probes.Add, new[] { 3, 0 }), Is.EqualTo(3));

                    [TestCase(70017, 5), Hidden]
                    public void Any_numbers_give_their_sum(int a, int b) => Assert.That(Student.Call(Probes.Add, new[] { a, b }), Is.EqualTo(a + b));
                }

                [Task(2, "Add twice"), Requires(1)]
                public class TwiceTests : TaskFixture
                {
                    [Test, Points(2)]
                    public void A_sum_is_added_to_a_sum() => Assert.That(Student.Call(Probes.Add, new[] { Student.Call(Probes.Add, new[] { 1, 2 }), 4 }), Is.EqualTo(7));
                }
                """");
            Write("throw new NotImplementedException(\"Task 1 - add. Hint: one sign.\")");
        }

        public string Folder => folder["labs/two-sums"];

        public string Cards => folder["artifacts/grades/two-sums"];

        public void Write(string answer) => folder.Write("labs/two-sums/TwoSums/Sums.cs", $"namespace TwoSums;\n\npublic static class Sums\n{{\n    public static int Add(int a, int b) => {answer};\n}}\n");

        /// <summary>What a student types, without a terminal.</summary>
        public (int Code, string Output) DotnetTest() => Run("test", "labs/two-sums");

        public (int Code, string Output) FrugalGrade() => Run(Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "grade", Folder, "--json");

        private (int Code, string Output) Run(params string[] arguments) =>
            Dotnet.Run(folder.Path, arguments, new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["FRUGAL_GRADE_OUTPUT"] = Cards }, Patience.Longest(TimeSpan.FromMinutes(5)));

        public void Dispose() => folder.Dispose();
    }
}
