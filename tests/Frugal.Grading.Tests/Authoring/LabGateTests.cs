using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Authoring;

public class LabGateTests
{
    [Test]
    public void A_starter_that_is_not_done_and_a_solution_that_passes_go_through()
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader();

        Assert.That(new LabGate(grader).Check(course.Lab), Is.Empty);
        Assert.That(grader.Gradings, Is.EqualTo(new[] { ("labs", true), ("solutions", false) }));
    }

    [TestCase("labs", Verdict.Passed, Cause.None, 0, "labs/two-sums: task 2, 'test 2' passes; on the starter it has to fail")]
    [TestCase("labs", Verdict.Failed, Cause.WrongAnswer, 0, "labs/two-sums: task 2, 'test 2' fails (WrongAnswer: what happened); on the starter")]
    [TestCase("labs", Verdict.NotRun, Cause.Prerequisite, 0, "labs/two-sums: task 2, 'test 2' is not run; on the starter")]
    [TestCase("labs", Verdict.Failed, Cause.NotDone, 2, "labs/two-sums: task 2 earns 2 points on the starter")]
    [TestCase("solutions", Verdict.Failed, Cause.TooSlow, 0, "solutions/two-sums: task 2, 'test 2' fails (TooSlow: what happened); the solution has to pass")]
    [TestCase("solutions", Verdict.Passed, Cause.None, 3, "solutions/two-sums: task 2 earns 3 of 5 points")]
    public void What_goes_the_wrong_way_is_found(string tree, Verdict verdict, Cause cause, double points, string finding)
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader { Instead = { [(tree, "test 2")] = new([FakeGrader.Test("test 2", verdict, cause, points)]) } };

        Assert.That(new LabGate(grader).Check(course.Lab).Single().ToString(), Does.StartWith(finding));
    }

    [Test]
    public void A_tree_that_does_not_compile_is_not_graded()
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader { Errors = { ["labs"] = ["Sums.cs(3,4): error CS1002: ; expected"] } };

        var finding = new LabGate(grader).Check(course.Lab).Single();

        Assert.That((finding.Check, finding.ToString()), Is.EqualTo((LabCheck.Compile, "labs/two-sums: Sums.cs(3,4): error CS1002: ; expected")));
        Assert.That(grader.Gradings, Is.EqualTo(new[] { ("solutions", false) }));
    }

    [Test]
    public void A_solution_that_could_not_be_told_from_the_noise_is_graded_once_more()
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader { Instead = { [("solutions", "test 1")] = new([FakeGrader.Test("test 1", Verdict.Inconclusive, Cause.Noise)]) } };

        Assert.That(new LabGate(grader).Check(course.Lab), Is.Empty);
        Assert.That(grader.Gradings.Count(grading => grading.Tree == "solutions"), Is.EqualTo(2));
    }

    [Test]
    public void A_declared_task_without_a_test_is_found()
    {
        using var course = new SmallCourse();
        course.Write("tests/Labs.TwoSums.Grader/Third.cs", "[Task(3, \"none\")]\nclass Third;\n");

        Assert.That(new LabGate(new FakeGrader()).Check(course.Lab).Single().ToString(), Is.EqualTo("tests/Labs.TwoSums.Grader/Third.cs:1: task 3 is declared here, but no test of it ran. Add one."));
    }
}
