using Frugal.Grading.Cards;

namespace Frugal.Grading.Tests.Cards;

public class AnalysisSheetTests
{
    [Test]
    public void Figures_budgets_and_references_stand_in_their_places()
    {
        var sheet = AnalysisSheet.Fill("{{4.size}} ({{4.size.budget}}, fp32 {{4.size.reference}}); {{4.speed_up}}, the grader's {{4.speed_up.reference}}; {{4.points}}", SampleGrades.Halfway);

        Assert.That(sheet, Is.EqualTo("412 KB (at most 420 KB, fp32 1.55 MB); 1.31x (1.27x to 1.36x), the grader's 2.88x; 10 of 15"));
    }

    [Test]
    public void What_was_not_measured_is_said_to_be_so_and_other_braces_stay() =>
        Assert.That(AnalysisSheet.Fill("{{4.nothing}} {{99.size}} {{7.search_latency.reference}} {{ json }} {x}", SampleGrades.Halfway),
            Is.EqualTo("not measured not measured not measured {{ json }} {x}"));

    [Test]
    public void The_machine_is_named_with_its_instruction_sets() =>
        Assert.That(AnalysisSheet.Fill("{{machine}}", SampleGrades.Excused), Does.StartWith("Atom N450, 1 core").And.EndWith("x64, SSE4.2"));

    [Test]
    public void A_lab_without_a_sheet_gets_none()
    {
        using var folder = new TemporaryFolder();

        AnalysisSheet.Write(folder["lab"], folder["cards"], SampleGrades.Halfway);

        Assert.That(Directory.Exists(folder["cards"]), Is.False);
    }
}
