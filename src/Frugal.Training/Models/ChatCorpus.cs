using Frugal.Data.Dialogues;

namespace Frugal.Models;

/// <summary>The dialogues that a chat model learns from, and the questions that judge it.</summary>
public abstract record ChatCorpus
{
    /// <summary>What <see cref="Score"/> counts: <c>200 held-out questions</c>.</summary>
    public abstract string Judged { get; }

    /// <summary>Writes the dialogues, the same ones each time.</summary>
    public abstract IReadOnlyList<Dialogue> Write();

    /// <summary>The same corpus with another number of dialogues.</summary>
    public abstract ChatCorpus Of(int count);

    /// <summary>The share of the held-out questions that the model answers rightly, 0 to 1.</summary>
    public abstract double Score(ChatModel model, CancellationToken cancellation = default);
}
