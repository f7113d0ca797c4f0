using Frugal.Grading.Cards;

namespace Frugal.Grading.Tests.Cards;

public class CardFolderTests
{
    [Test]
    public void Every_card_is_written_and_nothing_else_stays()
    {
        using var folder = new TemporaryFolder();
        var target = folder["grades/clothing-api"];

        var paths = CardFolder.WriteAll(SampleGrades.Halfway, target);

        Assert.Multiple(() =>
        {
            Assert.That(paths[0], Is.EqualTo(Path.Combine(target, "grade.json")));
            Assert.That(Directory.GetFiles(target), Is.EquivalentTo(paths));
            Assert.That(paths.Select(Path.GetFileName), Is.EquivalentTo((string[])
                ["grade.json", "card.html", "card.txt", "card.ansi", "results.gradescope.json", "results.exercism.json", "result.classroom50.json", "results.junit.xml"]));
            Assert.That(GradeJson.ReadFile(paths[0]).Score, Is.EqualTo(59));
        });
    }

    [Test]
    public void A_grading_replaces_the_cards_of_the_one_before()
    {
        using var folder = new TemporaryFolder();
        CardFolder.WriteAll(SampleGrades.Halfway, folder.Path);

        CardFolder.WriteAll(SampleGrades.Solved, folder.Path);

        Assert.That(GradeJson.ReadFile(folder["grade.json"]).Score, Is.EqualTo(100));
        Assert.That(File.ReadAllText(folder["card.txt"]), Does.Contain("100 of 100 points"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_named_and_left_as_it_was()
    {
        // given a folder in which a file's name is taken by a folder
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["card.html/in-the-way"]);

        Assert.That(() => CardFolder.WriteAll(SampleGrades.Halfway, folder.Path), Throws.TypeOf<FrugalException>().With.Message.Contains("card.html"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }
}
