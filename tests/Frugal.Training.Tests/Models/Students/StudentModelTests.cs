using Frugal.Models;
using Frugal.Texts;

namespace Frugal.Training.Tests.Models.Students;

/// <summary>The committed students, on tweets whose answers are plain.</summary>
public class StudentModelTests
{
    [TestCase("I love this, thank you so much!", "positive")]
    [TestCase("Worst service ever, I hate it", "negative")]
    [TestCase("Merci beaucoup, tout marche parfaitement", "positive")]
    [TestCase("Encore une panne, c'est inadmissible", "negative")]
    public void A_plain_mood_is_recognised(string text, string mood)
    {
        using var model = TextModel.Open(ModelLibrary.Default().ModelFile("tweet-sentiment"));

        Assert.That(model.Classify([text]).Single().ClassName(), Is.EqualTo(mood));
    }

    [Test]
    public void The_student_of_four_tasks_answers_each()
    {
        using var model = TextModel.Open(ModelLibrary.Default().ModelFile("tweets-student"));

        var answer = model.Classify(["I am so happy today, what a wonderful day!"]).Single();

        Assert.That(model.Tasks.Select(task => task.Name), Is.EqualTo(new[] { "emotion", "irony", "offensive", "hate" }));
        Assert.That(answer.ClassName(0), Is.EqualTo("joy"));
        Assert.That(answer.ClassName(2), Is.EqualTo("not offensive"));
        Assert.That(answer.ClassName(3), Is.EqualTo("no hate"));
    }

    [TestCase("tweets-student", 4_000_000)]
    [TestCase("tweet-sentiment", 4_000_000)]
    public void A_students_file_stays_small(string name, long most) => Assert.That(ModelLibrary.Default().Catalog[name].Bytes, Is.LessThanOrEqualTo(most));
}
