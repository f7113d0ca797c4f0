using Frugal.Grading.Cards;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Cards;

public class ConsoleCardTests
{
    [Test]
    public void A_half_done_lab([Values(80, 120)] int width) => Golden.Check($"halfway-{width}.txt", ConsoleCard.Render(SampleGrades.Halfway, width, colour: false));

    [Test]
    public void The_starter() => Golden.Check("starter-80.txt", ConsoleCard.Render(SampleGrades.Starter, 80, colour: false));

    [Test]
    public void The_solution() => Golden.Check("solved-80.txt", ConsoleCard.Render(SampleGrades.Solved, 80, colour: false));

    [Test]
    public void The_solution_on_a_machine_where_int8_gains_nothing() => Golden.Check("excused-80.txt", ConsoleCard.Render(SampleGrades.Excused, 80, colour: false));

    [Test]
    public void Tasks_on_parts_that_the_grader_gave() => Golden.Check("stood-in-80.txt", ConsoleCard.Render(SampleGrades.StoodIn, 80, colour: false));

    [Test]
    public void No_line_is_wider_than_the_terminal([Values(60, 72, 80, 100, 120, 200)] int width)
    {
        foreach (var grade in new[] { SampleGrades.Starter, SampleGrades.Halfway, SampleGrades.Solved, SampleGrades.Excused, SampleGrades.StoodIn })
        {
            var lines = ConsoleCard.Render(grade, width, colour: false).Split('\n');

            Assert.That(lines.Max(line => line.Length), Is.LessThanOrEqualTo(width));
        }
    }

    [Test]
    public void Without_colour_there_is_no_escape_sequence_and_with_it_the_same_text()
    {
        var plain = ConsoleCard.Render(SampleGrades.Halfway, 100, colour: false);
        var coloured = ConsoleCard.Render(SampleGrades.Halfway, 100, colour: true);

        Assert.Multiple(() =>
        {
            Assert.That(plain.Contains('\u001b'), Is.False);
            Assert.That(coloured.Contains('\u001b'), Is.True);
            Assert.That(Words(System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", "")), Is.EqualTo(Words(plain)));
        });

        static string[] Words(string text) => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Test]
    public void What_a_student_prints_cannot_move_the_cursor_nor_use_markup()
    {
        // given messages with a terminal's escape sequences, a right-to-left override, and Spectre's own markup
        var task = new TaskGrade { Id = 1, Title = "[red]title[/]", Verdict = Verdict.Failed, Cause = Cause.Exception, Message = "\u001b[2J\u001b[1;1H\u202eall passed\r\n[/][link=x]" };

        var card = ConsoleCard.Render(SampleGrades.Create([task]), 80, colour: false);

        Assert.Multiple(() =>
        {
            Assert.That(card.IndexOfAny(['\u001b', '\u202e', '\r']), Is.EqualTo(-1));
            Assert.That(card, Does.Contain("[red]title[/]").And.Contain("[/][link=x]"));
        });
    }

    [Test]
    public void A_flood_of_text_is_cut()
    {
        var task = new TaskGrade { Id = 1, Title = "t", Verdict = Verdict.Failed, Cause = Cause.Exception, Message = new string('x', 1_000_000) };

        Assert.That(ConsoleCard.Render(SampleGrades.Create([task]), 80, colour: false), Has.Length.LessThan(5_000).And.Contain("…"));
    }

    [Test]
    public void A_lab_without_tasks_and_figures_that_are_no_numbers_are_printed()
    {
        var empty = SampleGrades.Create([]);
        var strange = SampleGrades.Create(
        [
            new TaskGrade
            {
                Id = 1, Title = "t", Verdict = Verdict.Passed,
                Measured = new Dictionary<string, Figure> { ["size"] = new(double.NaN, "bytes"), ["speed_up"] = new(double.PositiveInfinity, "x"), ["latency"] = new(0, "ms") },
                Budget = new Dictionary<string, Budget> { ["size"] = new(1, "bytes", true) },
            },
        ]);

        Assert.Multiple(() =>
        {
            Assert.That(ConsoleCard.Render(empty, 80, colour: false), Does.Contain("0 of 0 points"));
            Assert.That(ConsoleCard.Render(strange, 80, colour: false), Does.Contain("not measured"));
        });
    }
}
