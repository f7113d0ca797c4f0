namespace Frugal.Data.Dialogues;

/// <summary>What surrounds the questions: greetings, thanks, polite words (<c>Facts/small-talk.json</c>).</summary>
/// <param name="Openings">Exchanges that begin a dialogue.</param>
/// <param name="Closings">Exchanges that end one.</param>
/// <param name="Endings">Polite ends of an answer.</param>
/// <param name="TopicFrames">Sentences around a <see cref="DialogueFactText.Topics"/>, at <c>{topic}</c>.</param>
/// <param name="Prefixes">What people write before a question.</param>
/// <param name="Suffixes">What they write after it.</param>
internal sealed record SmallTalk(
    IReadOnlyList<InLanguages<SmallTalk.Exchange>> Openings,
    IReadOnlyList<InLanguages<SmallTalk.Exchange>> Closings,
    InLanguages<IReadOnlyList<string>> Endings,
    InLanguages<IReadOnlyList<string>> TopicFrames,
    InLanguages<IReadOnlyList<string>> Prefixes,
    InLanguages<IReadOnlyList<string>> Suffixes)
{
    private static readonly Lazy<SmallTalk> Read = new(() => EmbeddedJson.Read<SmallTalk>("dialogues/small-talk.json"));

    public static SmallTalk Default => Read.Value;

    /// <summary>Ways to say something, and answers to any of them.</summary>
    internal sealed record Exchange(IReadOnlyList<string> Questions, IReadOnlyList<string> Answers);
}
