using System.Security.Cryptography;
using System.Text;
using Frugal.Data;
using Frugal.Data.Dialogues;

namespace Frugal.Tests.Data.Dialogues;

public class DialogueDatasetTests
{
    [Test]
    public void A_dialogue_depends_on_the_seed_and_its_place_alone()
    {
        var expected = new DialogueDataset(new() { Seed = 3, Count = 100 })[42].Turns;

        Assert.That(new DialogueDataset(new() { Seed = 3, Count = 50 })[42].Turns, Is.EqualTo(expected));
        Assert.That(new DialogueDataset(new() { Seed = 4, Count = 50 })[42].Turns, Is.Not.EqualTo(expected));
        Assert.That(() => new DialogueDataset(new() { Count = 50 })[50], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    /// <summary>The same on every system; a change of the corpus changes it, and then the trained models' cards.</summary>
    [Test]
    public void The_first_thousand_dialogues_of_seed_1_are_known()
    {
        var lines = Dialogues(1000).SelectMany(dialogue => dialogue.Turns).Select(turn => $"{turn.Role} {turn.Language} {turn.Text}\n");

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));

        Assert.That(hash, Is.EqualTo("e79d311e56cc4229c528a502e2b2efb5dfa84df5000d3d6e4b572a1c1843773a"));
    }

    [TestCase(1)]
    [TestCase(2026)]
    public void No_user_writes_a_held_out_question_however_carelessly(long seed)
    {
        var heldOut = DialogueDataset.HeldOut.Select(question => PlainWords.Of(question.Question)).ToList();

        var written = Dialogues(10_000, seed).SelectMany(dialogue => dialogue.Turns).Where(turn => turn.Role == ChatRole.User).Select(turn => PlainWords.Of(turn.Text)).ToHashSet();

        Assert.That(written.Where(text => heldOut.Any(question => text.Contains(question, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void User_and_assistant_take_turns_and_have_one_to_four_exchanges()
    {
        var dialogues = Dialogues(5000).ToList();

        foreach (var dialogue in dialogues)
        {
            Assert.That(dialogue.Turns.Select((turn, place) => turn.Role == (ChatRole)(place % 2)), Is.All.True);
            Assert.That(dialogue.Turns.Where(turn => turn.Text.Length is < 2 or > 240 || turn.Text.Trim() != turn.Text || turn.Text.Contains('\n')), Is.Empty);
            Assert.That(dialogue.Turns.Chunk(2).Select(pair => pair[0].Language == pair[1].Language), Is.All.True, "the answer has the question's language");
        }

        Assert.That(dialogues.CountBy(dialogue => dialogue.Turns.Count).ToDictionary()[2], Is.InRange(2300, 2700), "half of them have one exchange");
        Assert.That(dialogues.Select(dialogue => dialogue.Turns.Count).Distinct(), Is.EquivalentTo(new[] { 2, 4, 6, 8 }));
    }

    [Test]
    public void Every_fact_is_asked_equally_often_in_both_languages()
    {
        var asked = new Dictionary<(string, ChatLanguage), int>();
        foreach (var dialogue in Dialogues(20_000))
        {
            foreach (var answer in dialogue.Turns.Where(turn => turn.Role == ChatRole.Assistant))
            {
                if (DialogueFacts.All.FirstOrDefault(fact => fact.In(answer.Language).Answers.Any(text => answer.Text.StartsWith(text, StringComparison.Ordinal))) is { } fact)
                {
                    asked[(fact.Id, answer.Language)] = asked.GetValueOrDefault((fact.Id, answer.Language)) + 1;
                }
            }
        }

        Assert.That(asked, Has.Count.EqualTo(2 * DialogueFacts.All.Count));
        Assert.That(asked.Values, Is.All.InRange(0.7 * asked.Values.Average(), 1.9 * asked.Values.Average()));
    }

    [Test]
    public void Questions_outside_the_domains_are_refused_in_the_given_share()
    {
        var refused = Dialogues(5000).SelectMany(dialogue => dialogue.Turns).Count(turn => turn.Role == ChatRole.Assistant && OutOfDomain.Default.Refusals[turn.Language].Contains(turn.Text));

        Assert.That(refused, Is.InRange(350, 800));
        Assert.That(new DialogueDataset(new() { Refusals = 0 }).Options.Refusals, Is.Zero);
    }

    [Test]
    public void Without_noise_every_question_is_as_it_was_written()
    {
        var careful = DialogueFacts.All.SelectMany(fact => Enum.GetValues<ChatLanguage>().SelectMany(language => fact.In(language).Questions)).ToHashSet();
        var clean = new DialogueDataset(new() { Noise = 0, Count = 1000 });
        var noisy = new DialogueDataset(new() { Noise = 1, Count = 1000 });

        Assert.That(Share(clean), Is.InRange(0.6, 0.8), "the rest are topics, refusals and small talk");
        Assert.That(Share(noisy), Is.LessThan(0.2));

        double Share(DialogueDataset data) => Enumerable.Range(0, data.Count).Average(i => careful.Contains(data[i].Turns[0].Text) ? 1.0 : 0);
    }

    [Test]
    public void Options_out_of_range_are_refused_in_one_line()
    {
        Assert.That(() => new DialogueOptions { Count = 0 }, Refuses("Dialogues: Count is 0; it must be 1 to 1000000. Change the options."));
        Assert.That(() => new DialogueOptions { Count = 1_000_001 }, Refuses("Dialogues: Count is 1000001; it must be 1 to 1000000. Change the options."));
        Assert.That(() => new DialogueOptions { Noise = 1.5 }, Refuses("Dialogues: Noise is 1.5; it must be 0 to 1. Change the options."));
        Assert.That(() => new DialogueOptions { Noise = double.NaN }, Refuses("Dialogues: Noise is NaN; it must be 0 to 1. Change the options."));
        Assert.That(() => new DialogueOptions { Refusals = 0.6 }, Refuses("Dialogues: Refusals is 0.6; it must be 0 to 0.5. Change the options."));

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) => Throws.TypeOf<FrugalException>().With.Message.EqualTo(message);
    }

    [Test]
    public void The_catalogue_has_its_entry()
    {
        var entry = Catalog.Datasets["dialogues"];

        Assert.That((entry.Splits["train"], entry.Splits["held-out"]), Is.EqualTo((new DialogueOptions().Count, DialogueDataset.HeldOut.Count)));
        Assert.That(() => Datasets.Open("dialogues"), Throws.TypeOf<FrugalException>().With.Message.EqualTo("dialogues: it holds texts, not photos. Choose one of: clothing-small, garments."));
    }

    private static IEnumerable<Dialogue> Dialogues(int count, long seed = 1)
    {
        var data = new DialogueDataset(new() { Seed = seed, Count = count });
        return Enumerable.Range(0, count).Select(i => data[i]);
    }
}
