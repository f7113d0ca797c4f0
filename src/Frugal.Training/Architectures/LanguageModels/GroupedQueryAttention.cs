using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Causal attention in which groups of query heads share a head of keys and values (Ainslie et al. 2023, "GQA: training generalized multi-query transformer models from multi-head checkpoints"):
/// the cache of keys and values shrinks by the size of a group. Queries and keys are turned by <see cref="RotaryPosition"/>.
/// </summary>
public sealed class GroupedQueryAttention : Module
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly LlamaOptions options;

    /// <summary>Creates the layer as the options describe it.</summary>
    public GroupedQueryAttention(LlamaOptions options) : base(nameof(GroupedQueryAttention))
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var narrow = options.HeadWidth * options.KeyValueHeads;
        query = Linear(options.Width, options.Width, hasBias: false);
        key = Linear(options.Width, narrow, hasBias: false);
        value = Linear(options.Width, narrow, hasBias: false);
        output = Linear(options.Width, options.Width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>Lets each token attend to itself and to those before it: (B, T, D) to (B, T, D).</summary>
    /// <param name="input">The tokens' vectors.</param>
    /// <param name="rotations">The rotations of their positions, complex64 (T, 1, d/2).</param>
    public Tensor Apply(Tensor input, Tensor rotations)
    {
        ArgumentNullException.ThrowIfNull(input);
        var q = RotaryPosition.Turn(Heads(query.call(input), options.Heads), rotations).transpose(1, 2);                          // (B, H, T, d)
        var k = Shared(RotaryPosition.Turn(Heads(key.call(input), options.KeyValueHeads), rotations).transpose(1, 2));            // (B, H, T, d)
        var v = Shared(Heads(value.call(input), options.KeyValueHeads).transpose(1, 2));                                          // (B, H, T, d)
        var attended = functional.scaled_dot_product_attention(q, k, v, is_casual: true);
        return output.call(attended.transpose(1, 2).reshape(input.shape));
    }

    /// <summary>(B, T, h·d) to (B, T, h, d).</summary>
    private Tensor Heads(Tensor x, int heads) => x.view(x.shape[0], x.shape[1], heads, options.HeadWidth);

    /// <summary>Repeats each head for its group of queries: (B, KV, T, d) to (B, H, T, d).</summary>
    private Tensor Shared(Tensor x) => options.KeyValueHeads == options.Heads ? x : x.repeat_interleave(options.Heads / options.KeyValueHeads, dim: 1);
}
