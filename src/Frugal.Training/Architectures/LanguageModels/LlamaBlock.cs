using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>A transformer block of Llama: attention, then gated feed-forward layers, each normalised before and with a residual connection (Touvron et al. 2023, "LLaMA", section 2.2).</summary>
public sealed class LlamaBlock : Module
{
    private readonly RmsNorm attentionNorm;
    private readonly GroupedQueryAttention attention;
    private readonly RmsNorm feedForwardNorm;
    private readonly GatedFeedForward feedForward;

    /// <summary>Creates a block as the options describe it.</summary>
    public LlamaBlock(LlamaOptions options) : base(nameof(LlamaBlock))
    {
        ArgumentNullException.ThrowIfNull(options);
        attentionNorm = new RmsNorm(options.Width, options.Epsilon);
        attention = new GroupedQueryAttention(options);
        feedForwardNorm = new RmsNorm(options.Width, options.Epsilon);
        feedForward = new GatedFeedForward(options.Width, options.FeedForward);
        RegisterComponents();
    }

    /// <summary>Applies the block to tokens' vectors: (B, T, D) to (B, T, D).</summary>
    /// <param name="input">The tokens' vectors.</param>
    /// <param name="rotations">The rotations of their positions, complex64 (T, 1, d/2).</param>
    public Tensor Apply(Tensor input, Tensor rotations)
    {
        ArgumentNullException.ThrowIfNull(input);
        var x = input.add(attention.Apply(attentionNorm.call(input), rotations));
        return x.add(feedForward.call(feedForwardNorm.call(x)));
    }
}
