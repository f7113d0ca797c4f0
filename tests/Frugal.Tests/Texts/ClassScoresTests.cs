using Frugal.Data;
using Frugal.Texts;

namespace Frugal.Tests.Texts;

public class ClassScoresTests
{
    /// <summary>Rows are labels. Class 2 was neither expected nor predicted.</summary>
    private static readonly int[,] Confusion = { { 6, 2, 0 }, { 1, 3, 0 }, { 0, 0, 0 } };

    [TestCase(0, 12.0 / 15)]
    [TestCase(1, 6.0 / 9)]
    [TestCase(2, 0)]
    public void F1_is_twice_what_was_right_over_what_was_expected_and_predicted(int label, double f1) => Assert.That(ClassScores.F1(Confusion, label), Is.EqualTo(f1).Within(1e-12));

    [Test]
    public void A_task_is_scored_by_its_positive_class_or_by_the_mean()
    {
        var task = new TextTaskForm { Classes = ["a", "b", "c"], Splits = new Dictionary<string, int>() };

        Assert.That(ClassScores.Of(task, Confusion), Is.EqualTo((0.8 + 6.0 / 9) / 3).Within(1e-12));
        Assert.That(ClassScores.Of(task with { Positive = "b" }, Confusion), Is.EqualTo(6.0 / 9).Within(1e-12));
    }
}
