using System.Numerics.Tensors;

namespace Frugal.Llama;

/// <summary>
/// Compares the logits of two models for the same tokens: perplexity of each (Jelinek et al. 1977), and how far OTHER's predictions are from REFERENCE's: the mean Kullback-Leibler divergence (Kullback and Leibler 1951)
/// and how often both give the same token the highest logit. Sums are in double precision.
/// </summary>
public sealed class LogitComparison
{
    private double referenceLoss;
    private double otherLoss;
    private double divergence;
    private long same;

    /// <summary>The number of tokens that were compared.</summary>
    public long Tokens { get; private set; }

    /// <summary>The reference's perplexity: exp of the mean negative log-probability, in nats, of the text's tokens. Lower is better; the vocabulary's size for a model that knows nothing.</summary>
    public double ReferencePerplexity => Math.Exp(referenceLoss / Tokens);

    /// <summary>The other's perplexity.</summary>
    public double OtherPerplexity => Math.Exp(otherLoss / Tokens);

    /// <summary>The mean over tokens of the sum over the vocabulary of p · ln(p / q), with the reference's probabilities p and the other's q, in nats per token; 0 if they are equal.</summary>
    public double Divergence => divergence / Tokens;

    /// <summary>The share of tokens at which both models find the same token most probable, 0 to 1.</summary>
    public double SameTop => (double)same / Tokens;

    /// <summary>Adds the two predictions of one token.</summary>
    /// <param name="reference">The reference's logits, one per token of the vocabulary.</param>
    /// <param name="other">The other's logits.</param>
    /// <param name="next">The token that the text has there.</param>
    /// <exception cref="ArgumentException">The lengths differ, the token is not in the vocabulary, or a logit is not finite.</exception>
    public void Add(ReadOnlySpan<float> reference, ReadOnlySpan<float> other, int next)
    {
        if (reference.Length != other.Length || next < 0 || next >= reference.Length)
        {
            throw new ArgumentException($"{reference.Length} and {other.Length} logits, and token {next}. Give as many of both, and a token among them.");
        }

        if (!TensorPrimitives.IsFiniteAll(reference) || !TensorPrimitives.IsFiniteAll(other))
        {
            throw new ArgumentException("A logit is not finite.");
        }

        var (p, q) = (LogSum(reference), LogSum(other));
        referenceLoss += p - reference[next];
        otherLoss += q - other[next];
        divergence += Math.Max(0, DivergenceOf(reference, p, other, q));   // rounding may leave a little less than zero
        same += TensorPrimitives.IndexOfMax(reference) == TensorPrimitives.IndexOfMax(other) ? 1 : 0;
        Tokens++;
    }

    /// <summary>ln Σ exp(logit), shifted by the largest logit so that no power overflows.</summary>
    private static double LogSum(ReadOnlySpan<float> logits)
    {
        var (largest, sum) = ((double)TensorPrimitives.Max(logits), 0.0);
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return largest + Math.Log(sum);
    }

    private static double DivergenceOf(ReadOnlySpan<float> reference, double p, ReadOnlySpan<float> other, double q)
    {
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var log = reference[i] - p;
            sum += Math.Exp(log) * (log - (other[i] - q));
        }

        return sum;
    }
}
