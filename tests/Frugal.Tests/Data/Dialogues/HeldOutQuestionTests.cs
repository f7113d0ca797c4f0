using Frugal.Data.Dialogues;

namespace Frugal.Tests.Data.Dialogues;

public class HeldOutQuestionTests
{
    [Test]
    public void There_are_two_hundred_balanced_over_domains_and_languages()
    {
        Assert.That(DialogueDataset.HeldOut, Has.Count.EqualTo(200));
        Assert.That(DialogueDataset.HeldOut.CountBy(question => (question.Fact.Domain, question.Language)).Select(pair => pair.Value), Has.Exactly(6).InRange(33, 34));
    }

    [TestCase("You can return an article within 30 days of the purchase.")]
    [TestCase("WITHIN 30 DAYS!")]
    [TestCase("It is 30\u00A0days,\u202Fwith the receipt")]
    [TestCase("30-days")]
    public void Case_spaces_and_punctuation_do_not_count(string answer) => Assert.That(Question("returns", ChatLanguage.English).IsRight(answer));

    [TestCase("grille grossiere d'entiers")]
    [TestCase("une Grille grossière d’entiers.")]
    [TestCase("GRILLE GROSSIÈRE D ENTIERS")]
    public void Accents_and_apostrophes_do_not_count(string answer) => Assert.That(Question("quantisation", ChatLanguage.French).IsRight(answer));

    [TestCase("")]
    [TestCase("within 130 days")]
    [TestCase("within 30 daysies")]
    [TestCase("within 30 days, and delivery takes 48 hours")]
    [TestCase("\uD800 30 months")]
    public void An_answer_without_the_key_or_with_another_facts_key_is_wrong(string answer) => Assert.That(Question("returns", ChatLanguage.English).IsRight(answer), Is.False);

    [TestCase("A hat costs 15 euros.")]
    [TestCase("A hat costs €15.")]
    [TestCase("15 €")]
    public void A_price_is_right_in_each_usual_form(string answer) => Assert.That(Question("price-hat", ChatLanguage.English).IsRight(answer));

    private static HeldOutQuestion Question(string fact, ChatLanguage language) =>
        DialogueDataset.HeldOut.Single(question => question.Fact.Id == fact && question.Language == language);
}
