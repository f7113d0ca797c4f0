using Frugal.Data.Dialogues;

namespace Frugal.Models;

/// <summary>Dialogues about the course, an invented shop and an invented operator; an answer is right if it has the right fact.</summary>
public sealed record DialogueCorpus : ChatCorpus
{
    /// <summary>The dialogues.</summary>
    public DialogueOptions Options { get; init; } = new();

    /// <inheritdoc/>
    public override string Judged => $"{DialogueDataset.HeldOut.Count} held-out questions";

    /// <inheritdoc/>
    public override IReadOnlyList<Dialogue> Write()
    {
        var data = new DialogueDataset(Options);
        return [.. Enumerable.Range(0, data.Count).Select(place => data[place])];
    }

    /// <inheritdoc/>
    public override ChatCorpus Of(int count) => this with { Options = Options with { Count = count } };

    /// <inheritdoc/>
    public override double Score(ChatModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var questions = DialogueDataset.HeldOut;
        return questions.Zip(model.Answer([.. questions.Select(question => question.Question)], cancellation: cancellation), (question, answer) => question.IsRight(answer) ? 1.0 : 0).Average();
    }
}
