namespace Frugal.Training;

/// <summary>A text to learn from, with the weight of each of its tokens in the loss.</summary>
/// <param name="Tokens">The tokens, 2 or more.</param>
/// <param name="Weights">For each token, how much its prediction from the tokens before it counts: 1 for what the model is to say, less for what is said to it. The first is not predicted.</param>
public sealed record LearnedText(IReadOnlyList<int> Tokens, IReadOnlyList<float> Weights);
