namespace Frugal.Data.Dialogues;

/// <summary>Questions that the model has to refuse, and the refusals (<c>Facts/elsewhere.json</c>).</summary>
/// <param name="Refusals">The answers.</param>
/// <param name="Questions">The questions; <c>{name}</c> stands for one of the fillers of that name.</param>
/// <param name="Fillers">Words for the places in the questions.</param>
internal sealed record OutOfDomain(
    InLanguages<IReadOnlyList<string>> Refusals,
    InLanguages<IReadOnlyList<string>> Questions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fillers)
{
    private static readonly Lazy<OutOfDomain> Read = new(() => EmbeddedJson.Read<OutOfDomain>("dialogues/elsewhere.json"));

    public static OutOfDomain Default => Read.Value;

    /// <summary>Draws a question.</summary>
    public string Question(ChatLanguage language, ref SplitMix64 random)
    {
        var question = random.Choose(Questions[language]);
        var open = question.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return question;
        }

        var close = question.IndexOf('}', open);
        return $"{question[..open]}{random.Choose(Fillers[question[(open + 1)..close]])}{question[(close + 1)..]}";
    }
}
