namespace Frugal.Data.Dialogues;

/// <summary>Judges answers by the keys of all facts.</summary>
internal static class AnswerJudge
{
    private static readonly Lazy<InLanguages<(string Id, string[] Keys)[]>> Facts = new(() => new(Keys(ChatLanguage.English), Keys(ChatLanguage.French)));

    /// <summary>Whether <paramref name="answer"/> contains a key of <paramref name="fact"/> and none of any other fact.</summary>
    public static bool IsRight(DialogueFact fact, ChatLanguage language, string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var words = PlainWords.Of(answer);
        var named = Facts.Value[language].Where(other => other.Keys.Any(key => words.Contains(key, StringComparison.Ordinal))).Select(other => other.Id);
        return named.SequenceEqual([fact.Id]);
    }

    private static (string Id, string[] Keys)[] Keys(ChatLanguage language) =>
        [.. DialogueFacts.All.Select(fact => (fact.Id, fact.In(language).Keys.Select(PlainWords.Of).ToArray()))];
}
