using System.Text.RegularExpressions;
using Frugal.Data.Dialogues;

namespace Frugal.Tests.Data.Dialogues;

public partial class DialogueFactsTests
{
    private static readonly ChatLanguage[] Languages = Enum.GetValues<ChatLanguage>();

    [Test]
    public void Every_domain_has_at_least_thirty_facts_with_ten_phrasings_per_language()
    {
        Assert.That(DialogueFacts.All.CountBy(fact => fact.Domain).Select(pair => pair.Value), Has.Exactly(3).GreaterThanOrEqualTo(30));
        Assert.That(DialogueFacts.All.Select(fact => fact.Id), Is.Unique);
        foreach (var (fact, text) in Texts())
        {
            Assert.That(text.Questions, Has.Count.GreaterThanOrEqualTo(10), fact.Id);
            Assert.That(text.HeldOut, Has.Count.EqualTo(1), fact.Id);
            Assert.That(text.Answers, Has.Count.GreaterThanOrEqualTo(2), fact.Id);
            Assert.That(text.Topics, Has.Count.EqualTo(3), fact.Id);
        }
    }

    [Test]
    public void The_card_counts_the_facts_and_phrasings_of_each_domain()
    {
        var card = File.ReadAllText(Tree.At("datasets/dialogues.md"));
        foreach (var domain in DialogueFacts.All.GroupBy(fact => fact.Domain))
        {
            var phrasings = Languages.Select(language => domain.Sum(fact => fact.In(language).Questions.Count + fact.In(language).HeldOut.Count));
            Assert.That(card, Does.Contain($"| {domain.Key.ToString().ToLowerInvariant()} | {domain.Count()} | {string.Join(" | ", phrasings)} |"));
        }
    }

    [Test]
    public void No_phrasing_occurs_twice()
    {
        foreach (var language in Languages)
        {
            var phrasings = DialogueFacts.All.Select(fact => fact.In(language)).SelectMany(text => text.Questions.Concat(text.HeldOut).Concat(text.Topics)).Select(PlainWords.Of);

            Assert.That(phrasings, Is.Unique);
        }
    }

    [Test]
    public void Every_answer_is_right_for_its_own_fact_and_wrong_for_every_other()
    {
        foreach (var language in Languages)
        {
            foreach (var fact in DialogueFacts.All)
            {
                foreach (var answer in fact.In(language).Answers)
                {
                    var right = DialogueFacts.All.Where(other => AnswerJudge.IsRight(other, language, answer)).Select(other => other.Id);
                    Assert.That(right, Is.EqualTo(new[] { fact.Id }), answer);
                }
            }
        }
    }

    [Test]
    public void Refusals_and_small_talk_answer_no_fact()
    {
        foreach (var language in Languages)
        {
            var exchanges = SmallTalk.Default.Openings.Concat(SmallTalk.Default.Closings).SelectMany(exchange => exchange[language].Answers);
            foreach (var answer in exchanges.Concat(SmallTalk.Default.Endings[language]).Concat(OutOfDomain.Default.Refusals[language]))
            {
                Assert.That(DialogueFacts.All.Any(fact => AnswerJudge.IsRight(fact, language, answer)), Is.False, answer);
            }
        }
    }

    [Test]
    public void Answers_have_at_most_thirty_words_and_questions_twenty()
    {
        foreach (var (fact, text) in Texts())
        {
            Assert.That(text.Answers.Select(Words), Is.All.InRange(3, 30), fact.Id);
            Assert.That(text.Questions.Concat(text.HeldOut).Concat(text.FollowUps).Select(Words), Is.All.InRange(2, 20), fact.Id);
        }

        static int Words(string text) => text.Split(' ').Count(word => word.Any(char.IsLetterOrDigit));
    }

    [Test]
    public void French_is_French_and_English_is_English()
    {
        foreach (var fact in DialogueFacts.All)
        {
            foreach (var line in Lines(fact.English))
            {
                Assert.That(FrenchWord().IsMatch(line.Replace("rue des Tisserands", "", StringComparison.Ordinal)), Is.False, line);
                Assert.That(SpaceBefore().IsMatch(line), Is.False, line);
                Assert.That(line.All(letter => letter is < '\u0080' or '€'), line);
            }

            foreach (var line in Lines(fact.French))
            {
                Assert.That(EnglishWord().IsMatch(line), Is.False, line);
                Assert.That(NoSpaceBefore().IsMatch(line), Is.False, line);
                Assert.That(line.All(letter => letter is < '\u0080' or '€' or 'œ' || "àâäçéèêëîïôöùûüÀÂÇÉÈÊÎÔÙÛ".Contains(letter, StringComparison.Ordinal)), line);
            }
        }

        static IEnumerable<string> Lines(DialogueFactText text) => text.Answers.Concat(text.Questions).Concat(text.HeldOut).Concat(text.FollowUps).Concat(text.Topics);
    }

    [Test]
    public void A_follow_up_names_one_fact_after_each_question()
    {
        foreach (var previous in DialogueFacts.All)
        {
            var followers = DialogueFacts.All.Where(fact => fact.After.Contains(previous.Id)).ToList();
            foreach (var language in Languages)
            {
                Assert.That(followers.SelectMany(fact => fact.In(language).FollowUps).Select(PlainWords.Of), Is.Unique, previous.Id);
            }
        }

        foreach (var fact in DialogueFacts.All)
        {
            Assert.That(fact.After, Is.SubsetOf(DialogueFacts.All.Select(other => other.Id)).And.Not.Contains(fact.Id));
            Assert.That(Languages.Select(language => fact.In(language).FollowUps.Count > 0), Is.All.EqualTo(fact.After.Count > 0), fact.Id);
        }
    }

    [Test]
    public void Held_out_questions_combine_words_that_other_phrasings_use()
    {
        foreach (var language in Languages)
        {
            var known = DialogueFacts.All.Select(fact => fact.In(language)).SelectMany(text => text.Questions.Concat(text.Topics)).SelectMany(Words).ToHashSet();
            foreach (var question in DialogueFacts.All.SelectMany(fact => fact.In(language).HeldOut))
            {
                Assert.That(Words(question).Where(word => !known.Contains(word)), Is.Empty, question);
            }
        }

        static string[] Words(string text) => PlainWords.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<(DialogueFact Fact, DialogueFactText Text)> Texts() =>
        DialogueFacts.All.SelectMany(fact => Languages.Select(language => (fact, fact.In(language))));

    [GeneratedRegex(@"\b(?:le|les|des|une|est|vous|votre|nous|je|dans|avec|pour|qui|quel|quelle|comment|combien)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FrenchWord();

    [GeneratedRegex(@"\b(?:the|is|are|what|how|which|my|your|you|with|this|that|where|when|can|do|does)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWord();

    [GeneratedRegex(@" [?!:;]")]
    private static partial Regex SpaceBefore();

    [GeneratedRegex(@"[^ ][?!:;](?: |$)")]
    private static partial Regex NoSpaceBefore();
}
