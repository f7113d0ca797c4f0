namespace Frugal.Data.Dialogues;

/// <summary>A question of the held-out split and the judge of its answers.</summary>
/// <param name="Fact">The fact that it asks for.</param>
/// <param name="Language">Its language.</param>
/// <param name="Question">The question.</param>
public sealed record HeldOutQuestion(DialogueFact Fact, ChatLanguage Language, string Question)
{
    /// <summary>The strings of which a right answer contains one.</summary>
    public IReadOnlyList<string> Keys => Fact.In(Language).Keys;

    /// <summary>
    /// Whether <paramref name="answer"/> contains a key of this fact and none of any other fact. Keys are compared as whole words; case, accents,
    /// punctuation, apostrophes and the kind of spaces do not count.
    /// </summary>
    public bool IsRight(string answer) => AnswerJudge.IsRight(Fact, Language, answer);
}
