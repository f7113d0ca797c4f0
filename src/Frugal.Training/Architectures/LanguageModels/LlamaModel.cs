using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A language model of the Llama architecture (Touvron et al. 2023, "LLaMA: open and efficient foundation language models", section 2.2; grouped queries as in Llama 2): from the tokens so far, the
/// logits of the next one. llama.cpp runs it from the file that <c>LlamaExporter</c> writes.
/// </summary>
public sealed class LlamaModel : Module<Tensor, Tensor>
{
    /// <summary>Standard deviation of the initial weights (Radford et al. 2019, GPT-2's code).</summary>
    private const double Spread = 0.02;

    private readonly Embedding tokens;
    private readonly ModuleList<LlamaBlock> blocks;
    private readonly RmsNorm normalization;
    private readonly Linear? head;

    /// <summary>
    /// Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights. Weights are normal with a standard deviation of 0.02; those that write
    /// to the residual sum, two per block, by 1/sqrt(2 · blocks) less (Radford et al. 2019, "Language models are unsupervised multitask learners", section 2.3).
    /// </summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public LlamaModel(LlamaOptions? options = null) : base(nameof(LlamaModel))
    {
        Options = (options ?? new LlamaOptions()).Validated();
        tokens = Embedding(Options.Vocabulary, Options.Width);
        blocks = new ModuleList<LlamaBlock>([.. Enumerable.Range(0, Options.Blocks).Select(_ => new LlamaBlock(Options))]);
        normalization = new RmsNorm(Options.Width, Options.Epsilon);
        head = Options.TiedEmbedding ? null : Linear(Options.Width, Options.Vocabulary, hasBias: false);
        RegisterComponents();
        Initialize();
    }

    /// <summary>The options that this network was built with.</summary>
    public LlamaOptions Options { get; }

    /// <summary>The logits of the next token after each token: int64 (B, T) to float32 (B, T, V). A token's logits do not depend on later tokens.</summary>
    /// <exception cref="FrugalException">The tokens are not (B, T), or a text is longer than <see cref="LlamaOptions.Context"/>.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.shape is not [_, var length] || length < 1 || length > Options.Context)
        {
            throw new FrugalException($"Llama: the tokens have the shape ({string.Join(", ", input.shape)}); it must be (texts, tokens), with 1 to {Options.Context} tokens. Cut the texts, or choose a longer Context.");
        }

        var rotations = RotaryPosition.Rotations(length, Options.HeadWidth, Options.RotaryBase, input.device);
        var x = tokens.call(input);
        foreach (var block in blocks)
        {
            x = block.Apply(x, rotations);
        }

        return functional.linear(normalization.call(x), (head?.weight ?? tokens.weight)!);
    }

    private void Initialize()
    {
        using var _ = no_grad();
        foreach (var (name, parameter) in named_parameters())
        {
            if (parameter.dim() == 2)
            {
                var residual = name.EndsWith("output.weight", StringComparison.Ordinal) || name.EndsWith("narrow.weight", StringComparison.Ordinal);
                init.normal_(parameter, 0, residual ? Spread / Math.Sqrt(2 * Options.Blocks) : Spread);
            }
        }
    }
}
