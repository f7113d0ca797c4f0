using Frugal.Learning;

namespace Frugal.Tests.Learning;

/// <summary>The checks of a notebook's exercises. They print to the console, so they run alone.</summary>
[NonParallelizable]
public class NotebookExercisesTests
{
    private TemporaryFolder folder = null!;
    private TextWriter console = null!;
    private StringWriter printed = null!;

    [SetUp]
    public void CatchTheConsole()
    {
        (folder, console, printed) = (new TemporaryFolder(), Console.Out, new StringWriter());
        Console.SetOut(printed);
    }

    [TearDown]
    public void GiveTheConsoleBack()
    {
        Console.SetOut(console);
        printed.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Null_is_no_answer_yet_and_the_variable_is_named()
    {
        double? share = null;

        Assert.That(Exercises().Check(1, share, some => [Trial.Near("x", 1, some, 0)], "none"), Is.False);
        Assert.That(Printed, Is.EqualTo("Exercise 04-1: no answer yet. Set 'share' in the cell above, run that cell, then this one."));
        Assert.That(Kept.Exercises, Is.Empty);
    }

    [Test]
    public void A_right_answer_is_kept_and_counted()
    {
        double? share = 0.25;
        Func<int, int>? twice = n => 2 * n;

        Assert.That(Exercises().Check(1, share, some => [Trial.Near("x", 0.25, some, 0)], "none"), Is.True);
        Assert.That(Exercises().Check(3, twice, f => [Trial.Same("3", 6, f(3))], "none"), Is.True);
        Assert.That(Exercises().Check(3, twice, f => [Trial.Same("4", 8, f(4))], "none"), Is.True);

        Assert.That(Kept.Exercises.Keys, Is.EqualTo(new[] { "04-1", "04-3" }));
        Assert.That(Printed, Does.Contain("Exercise 04-1: right. 1 of 3 exercises").And.Contain("Exercise 04-3: right. 2 of 3 exercises"));
    }

    [Test]
    public void A_wrong_answer_says_input_expected_got_and_the_hint_and_is_not_kept()
    {
        Func<int, int>? twice = n => n * n;

        Assert.That(Exercises().Check(1, twice, f => [Trial.Same("2", 4, f(2)), Trial.Same("3", 6, f(3)), Trial.Same("4", 8, f(4))], "Add it to itself."), Is.False);

        Assert.That(Printed.ReplaceLineEndings("\n"), Is.EqualTo("Exercise 04-1: not yet.\n  input:    3\n  expected: 6\n  got:      9\n  hint:     Add it to itself."));
        Assert.That(Kept.Exercises, Is.Empty);
    }

    [Test]
    public void An_answer_that_throws_is_wrong_and_names_what_it_threw()
    {
        Func<int, int>? share = n => 1 / n;

        Assert.That(Exercises().Check(2, share, f => new[] { 1, 0 }.Select(n => Trial.Same($"{n}", n, f(n))), "Think of 0."), Is.False);
        Assert.That(Printed, Does.Contain("DivideByZeroException").And.Contain("the one after 1 that were right").And.Contain("Think of 0."));
    }

    [Test]
    public void An_interruption_is_not_a_wrong_answer()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Interruption.Current = source.Token;
        try
        {
            Assert.That(() => Exercises().Check(1, "x", _ => { Interruption.ThrowIfRequested(); return []; }, "none"), Throws.InstanceOf<OperationCanceledException>());
        }
        finally
        {
            Interruption.Current = default;
        }
    }

    [Test]
    public void A_file_that_cannot_be_kept_does_not_break_the_cell()
    {
        folder.Write("progress.json", """{"version": 7}""");
        NotebookExercises[] homeless =
        [
            Exercises(),
            new("04", 3) { File = () => ProgressFile.Of(null, null) },
            new("04", 3) { File = () => new ProgressFile(Path.Combine(folder["progress.json"], "below")) },
        ];

        foreach (var exercises in homeless)
        {
            Assert.That(exercises.Check(1, "x", _ => [Trial.Same("a", 1, 1)], "none"), Is.True);
        }

        Assert.That(Printed.Split('\n'), Has.Length.EqualTo(3).And.All.StartsWith("Exercise 04-1: right. It was not kept: "));
        Assert.That(Printed, Does.Contain("has version 7"));
        Assert.That(File.ReadAllText(folder["progress.json"]), Is.EqualTo("""{"version": 7}"""));
    }

    [Test]
    public void A_check_that_its_author_got_wrong_is_an_error()
    {
        Assert.That(() => new NotebookExercises("4", 3), Throws.TypeOf<FrugalException>().With.Message.Contains("two digits"));
        Assert.That(() => new NotebookExercises("04", 0), Throws.TypeOf<FrugalException>());
        Assert.That(() => Exercises().Check(4, "x", _ => [Trial.Same("a", 1, 1)], "none"), Throws.TypeOf<FrugalException>().With.Message.Contains("1 to 3, not 4"));
        Assert.That(() => Exercises().Check(1, "x", _ => [], "none"), Throws.TypeOf<FrugalException>().With.Message.Contains("tries nothing"));
    }

    private string Printed => printed.ToString().TrimEnd();

    private LearningProgress Kept => new ProgressFile(folder["progress.json"]).Read();

    private NotebookExercises Exercises() => new("04", 3) { File = () => new ProgressFile(folder["progress.json"]) };
}
