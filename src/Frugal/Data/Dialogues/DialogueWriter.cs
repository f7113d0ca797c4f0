namespace Frugal.Data.Dialogues;

/// <summary>Writes one dialogue, exchange by exchange.</summary>
internal sealed class DialogueWriter(DialogueOptions options, SplitMix64 random)
{
    private static readonly float[] LongerThan = [0.5f, 0.45f, 0.4f];   // the probability of a second, third and fourth exchange, each after the one before

    private readonly List<ChatTurn> turns = [];
    private SplitMix64 random = random;
    private ChatLanguage language;
    private DialogueFact? previous;

    /// <summary>The dialogue of that place: languages alternate, facts come round.</summary>
    public Dialogue Write(int index)
    {
        language = index % 2 == 0 ? ChatLanguage.English : ChatLanguage.French;
        var left = 1 + LongerThan.TakeWhile(longer => random.Chance(longer)).Count();
        if (random.Chance(left == 1 ? 0.03f : 0.2f))
        {
            Converse(SmallTalk.Default.Openings);
            left--;
        }

        var closes = left > 1 && random.Chance(0.3f);
        if (left > 0)
        {
            AskOrRefuse(DialogueFacts.All[index / 2 % DialogueFacts.All.Count]);
        }

        for (left -= closes ? 2 : 1; left > 0; left--)
        {
            Continue();
        }

        if (closes)
        {
            Converse(SmallTalk.Default.Closings);
        }

        return new(turns);
    }

    /// <summary>A follow-up, or another question; now and then in the other language.</summary>
    private void Continue()
    {
        var followers = previous is null ? [] : DialogueFacts.All.Where(fact => fact.After.Contains(previous.Id)).ToList();
        if (followers.Count > 0 && random.Chance(0.6f))
        {
            var next = random.Choose(followers);
            Exchange(random.Choose(next.In(language).FollowUps), next);
            return;
        }

        if (random.Chance(0.04f))
        {
            language = language == ChatLanguage.French ? ChatLanguage.English : ChatLanguage.French;
        }

        AskOrRefuse(Another());
    }

    /// <summary>Usually of the same domain as before.</summary>
    private DialogueFact Another()
    {
        var near = previous is not null && random.Chance(0.6f);
        return random.Choose([.. DialogueFacts.All.Where(fact => fact != previous && (!near || fact.Domain == previous!.Domain))]);
    }

    private void AskOrRefuse(DialogueFact fact)
    {
        if (random.Chance((float)options.Refusals))
        {
            Say(OutOfDomain.Default.Question(language, ref random), random.Choose(OutOfDomain.Default.Refusals[language]));
            previous = null;
            return;
        }

        var text = fact.In(language);
        var asked = random.Chance(0.15f)
            ? random.Choose(SmallTalk.Default.TopicFrames[language]).Replace("{topic}", random.Choose(text.Topics), StringComparison.Ordinal)
            : random.Choose(text.Questions);
        Exchange(Capitalized(asked), fact);
    }

    private void Exchange(string question, DialogueFact fact)
    {
        var answers = fact.In(language).Answers;
        var answer = answers.Count == 1 || random.Chance(0.6f) ? answers[0] : answers[1 + random.NextInt32(answers.Count - 1)];
        Say(question, random.Chance(0.08f) ? $"{answer} {random.Choose(SmallTalk.Default.Endings[language])}" : answer);
        previous = fact;
    }

    private void Converse(IReadOnlyList<InLanguages<SmallTalk.Exchange>> exchanges)
    {
        var exchange = random.Choose(exchanges)[language];
        Say(random.Choose(exchange.Questions), random.Choose(exchange.Answers), polite: true);
    }

    private void Say(string question, string answer, bool polite = false)
    {
        var typed = random.Chance((float)options.Noise) ? SurfaceNoise.Type(question, language, polite, ref random) : question;
        turns.Add(new(ChatRole.User, language, typed));
        turns.Add(new(ChatRole.Assistant, language, answer));
    }

    private static string Capitalized(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
