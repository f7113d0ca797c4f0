using Frugal.Data;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>Deals texts into batches of similar length, so that little is padding, and makes tensors of them.</summary>
internal static class LanguageBatches
{
    private const int Neighbours = 32;   // batches whose texts are sorted by length together

    /// <summary>The batches of an epoch: every text once, in an order that only the seed and the epoch determine.</summary>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<LearnedText> texts, int size, long seed, int epoch)
    {
        var random = new SplitMix64(seed, epoch);
        var places = Enumerable.Range(0, texts.Count).ToArray();
        random.Shuffle<int>(places);
        var batches = places.Chunk(size * Neighbours).SelectMany(group => group.OrderBy(place => texts[place].Tokens.Count).Chunk(size)).ToArray();
        random.Shuffle<int[]>(batches);
        return batches;
    }

    /// <summary>
    /// The tokens (B, T), the tokens that follow them (B, T), and these tokens' weights (B, T). Padding is at the end, where it changes nothing before it, and has the weight 0.
    /// </summary>
    /// <param name="texts">The batch.</param>
    /// <param name="replaced">Whether a token of weight below 1 is replaced in the input, and by which; null for none.</param>
    public static (Tensor Tokens, Tensor Next, Tensor Weights) Tensors(IReadOnlyList<LearnedText> texts, Func<int?>? replaced = null)
    {
        var length = texts.Max(text => text.Tokens.Count) - 1;
        var (tokens, next, weights) = (new long[texts.Count * length], new long[texts.Count * length], new float[texts.Count * length]);
        for (var row = 0; row < texts.Count; row++)
        {
            var text = texts[row];
            for (var i = 0; i + 1 < text.Tokens.Count; i++)
            {
                tokens[row * length + i] = text.Weights[i] < 1 && replaced?.Invoke() is { } other ? other : text.Tokens[i];
                next[row * length + i] = text.Tokens[i + 1];
                weights[row * length + i] = text.Weights[i + 1];
            }
        }

        long[] shape = [texts.Count, length];
        return (tensor(tokens, shape), tensor(next, shape), tensor(weights, shape));
    }
}
