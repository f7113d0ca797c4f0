using Frugal.Learning;

namespace Frugal.Tests.Learning;

/// <summary>How gradings and exercises add up.</summary>
[Parallelizable]
public class LearningProgressTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_exercise_keeps_the_date_on_which_it_was_first_solved()
    {
        var once = LearningProgress.Empty.WithExercise("04-1", Monday);

        Assert.That(once.WithExercise("04-1", Monday.AddDays(1)), Is.SameAs(once));
        Assert.That(once.WithExercise("01-2", Monday).Exercises.Keys, Is.EqualTo(new[] { "01-2", "04-1" }));
        Assert.That(LearningProgress.Empty.Exercises, Is.Empty);
    }

    [Test]
    public void A_task_has_the_points_of_its_last_grading_and_the_most_of_any()
    {
        var progress = Graded([(4, 900, 1.5), (1, 800, 1.2)]);

        var task = progress.Labs["small"].Tasks[1];
        Assert.That((task.Points, task.BestPoints, task.GradedAt), Is.EqualTo((1.0, 4.0, Monday.AddDays(1))));
    }

    [Test]
    public void A_grading_of_one_task_leaves_the_others()
    {
        var progress = LearningProgress.Empty
            .WithGrading("small", [Task(1, 4, 900, 1), Task(2, 2, 900, 1)], Monday)
            .WithGrading("small", [Task(2, 3, 900, 1)], Monday.AddDays(1))
            .WithGrading("other", [Task(1, 1, 900, 1)], Monday);

        Assert.That(progress.Labs["small"].Points, Is.EqualTo(7));
        Assert.That(progress.Labs["small"].Tasks[1].GradedAt, Is.EqualTo(Monday));
        Assert.That(progress.Labs["other"].Points, Is.EqualTo(1));
    }

    [Test]
    public void Figures_are_kept_where_they_are_better_than_all_before()
    {
        var task = Graded([(4, 900, 1.5), (4, 950, 1.7), (4, 800, 1.6), (4, 800, 1.7), (4, double.NaN, 1.9)]).Labs["small"].Tasks[1];

        Assert.That(task.Figures["size"].Select(figure => figure.Value), Is.EqualTo(new[] { 900.0, 800 }));
        Assert.That(task.Figures["speed_up"].Select(figure => figure.Value), Is.EqualTo(new[] { 1.5, 1.7, 1.9 }));
        Assert.That(task.Figures["size"][1].At, Is.EqualTo(Monday.AddDays(2)));
    }

    [Test]
    public void A_figure_in_another_unit_starts_again()
    {
        var progress = Graded([(4, 900, 1)]).WithGrading("small", [Task(1, 4, 1, 1) with { Figures = new Dictionary<string, GradedFigure> { ["size"] = new(1, "KB", false) } }], Monday.AddDays(1));

        Assert.That(progress.Labs["small"].Tasks[1].Figures["size"], Is.EqualTo(new[] { new BestFigure(1, "KB", Monday.AddDays(1)) }));
        Assert.That(progress.Labs["small"].Tasks[1].Figures["speed_up"], Has.Count.EqualTo(1), "a figure that was not measured this time stays");
    }

    [TestCase(-1)]
    [TestCase(5)]
    [TestCase(double.NaN)]
    public void Points_outside_their_range_are_refused(double points) =>
        Assert.That(() => LearningProgress.Empty.WithGrading("small", [Task(1, points, 1, 1)], Monday), Throws.TypeOf<FrugalException>().With.Message.Contains("Task 1"));

    private static LearningProgress Graded((double Points, double Size, double SpeedUp)[] gradings) =>
        gradings.Index().Aggregate(LearningProgress.Empty, (progress, grading) =>
            progress.WithGrading("small", [Task(1, grading.Item.Points, grading.Item.Size, grading.Item.SpeedUp)], Monday.AddDays(grading.Index)));

    private static GradedTask Task(int number, double points, double size, double speedUp) => new()
    {
        Number = number, Title = $"task {number}", Points = points, MaxPoints = 4,
        Figures = new Dictionary<string, GradedFigure> { ["size"] = new(size, "bytes", HigherIsBetter: false), ["speed_up"] = new(speedUp, "x", HigherIsBetter: true) },
    };
}
