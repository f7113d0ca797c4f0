using System.Numerics.Tensors;
using Frugal.Data;

namespace Frugal.Llama;

/// <summary>Chooses a token by its logits: the most probable, or at random by temperature and top-p. The same logits and seed give the same tokens on every machine; of equal logits the lowest token comes first.</summary>
internal sealed class TokenChooser
{
    /// <summary>Tokens less probable than the most probable one by a factor of e^20, 5e8, are never drawn: sorting a large vocabulary takes longer than the draw.</summary>
    private const double Cutoff = 20;

    private double temperature;
    private double topP;
    private SplitMix64 random;
    private ulong[] order = [];
    private double[] probabilities = [];

    /// <summary>Starts the random numbers again from the seed.</summary>
    public void Sample(double temperature, double topP, uint seed) => (this.temperature, this.topP, random) = (temperature, topP, new SplitMix64((long)seed, 0));

    /// <returns>The token; one whose logit is not finite if the largest is not.</returns>
    public int Choose(ReadOnlySpan<float> logits)
    {
        var best = TensorPrimitives.IndexOfMax(logits);
        return temperature == 0 || !float.IsFinite(logits[best]) ? best : Draw(logits, logits[best]);
    }

    private int Draw(ReadOnlySpan<float> logits, float largest)
    {
        var count = Candidates(logits, (float)(largest - Cutoff * temperature));
        order.AsSpan(0, count).Sort();
        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            total += probabilities[i] = Math.Exp((logits[(int)(uint)order[i]] - largest) / temperature);
        }

        var (kept, sum) = (0, 0.0);
        do
        {
            sum += probabilities[kept++];
        }
        while (kept < count && sum < topP * total);

        var left = (random.Next() >> 11) * (1.0 / (1UL << 53)) * sum;
        var chosen = 0;
        while (chosen < kept - 1 && left >= probabilities[chosen])
        {
            left -= probabilities[chosen++];
        }

        return (int)(uint)order[chosen];
    }

    /// <summary>Collects the tokens with a logit of at least <paramref name="least"/>, as numbers that sort by falling logit, then by rising token.</summary>
    private int Candidates(ReadOnlySpan<float> logits, float least)
    {
        if (order.Length < logits.Length)
        {
            (order, probabilities) = (new ulong[logits.Length], new double[logits.Length]);
        }

        var count = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            if (logits[token] >= least)
            {
                var bits = BitConverter.SingleToUInt32Bits(logits[token] + 0f);   // -0 becomes 0
                var falling = bits >> 31 == 0 ? ~(bits | 0x8000_0000) : bits;
                order[count++] = (ulong)falling << 32 | (uint)token;
            }
        }

        return count;
    }
}
