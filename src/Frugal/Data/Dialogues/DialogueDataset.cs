namespace Frugal.Data.Dialogues;

/// <summary>
/// Dialogues generated from a seed, in English and French, about the course, an invented shop and an invented telephone operator. Dialogue i is the
/// same on every machine, and does not depend on the number of dialogues.
/// </summary>
public sealed class DialogueDataset
{
    private const long Stream = 0x6469616C6F67;   // "dialog": other data sets with the same seed draw other numbers

    private static readonly Lazy<IReadOnlyList<HeldOutQuestion>> Questions = new(() =>
    [
        .. from language in Enum.GetValues<ChatLanguage>()
           from fact in DialogueFacts.All
           from question in fact.In(language).HeldOut
           select new HeldOutQuestion(fact, language, question),
    ]);

    /// <summary>Creates the data set.</summary>
    public DialogueDataset(DialogueOptions? options = null) => Options = options ?? new();

    /// <summary>200 questions in phrasings that no dialogue contains, whatever its seed: one per fact and language.</summary>
    public static IReadOnlyList<HeldOutQuestion> HeldOut => Questions.Value;

    /// <summary>What is generated.</summary>
    public DialogueOptions Options { get; }

    /// <summary>Number of dialogues.</summary>
    public int Count => Options.Count;

    /// <summary>Where the dialogues come from, for display.</summary>
    public DataSource Source => new(DataOrigin.Generated, $"seed {Options.Seed}");

    /// <summary>Generates one dialogue. Facts and languages come in turn, so that each is asked equally often; shuffle before training.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Dialogue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new DialogueWriter(Options, new SplitMix64(Options.Seed, Stream, index)).Write(index);
        }
    }
}
