using Frugal.Data;

namespace Frugal.Training;

/// <summary>A task to train a network for text on: its texts as tokens, with labels.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="Form">Its classes and its score.</param>
/// <param name="Train">The training texts.</param>
/// <param name="Validation">The texts that each epoch is evaluated on; they have no effect on the training.</param>
public sealed record TextTask(string Name, TextTaskForm Form, LabelledTokens Train, LabelledTokens Validation);

/// <summary>Texts as tokens, with labels.</summary>
/// <param name="Texts">The tokens of each text; 0 is the padding and occurs in none.</param>
/// <param name="Labels">The label of each text, from 0.</param>
public sealed record LabelledTokens(IReadOnlyList<long[]> Texts, IReadOnlyList<int> Labels);
