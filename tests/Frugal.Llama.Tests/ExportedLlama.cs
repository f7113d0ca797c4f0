using Frugal.Architectures;
using Frugal.Gguf;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Llama.Tests;

/// <summary>A small random model of <see cref="LlamaModel"/> and its tokenizer, exported.</summary>
internal sealed class ExportedLlama : IDisposable
{
    private static readonly string[] Corpus =
    [
        "Le chat dort sur le canapé, et la chatte dort près du chat. L'été, les chats dorment toute la journée : ils aiment ça !",
        "The cat sleeps on the sofa, and the other cat sleeps near the cat. Cats sleep all day long; they don't mind, they've time.",
    ];

    private readonly TemporaryFile file = new("llama.gguf");

    public ExportedLlama(LlamaOptions? options = null, LlamaExportOptions? export = null)
    {
        Vocabulary = BytePairTrainer.Train(Corpus, new BytePairOptions { Vocabulary = 340, SpecialTokens = ["<|end|>", "<|user|>", "<|begin|>"] });
        Model = new LlamaModel((options ?? Shape) with { Vocabulary = Vocabulary.Tokens.Count });
        Randomize(Model);
        LlamaExporter.Export(Model, Vocabulary, file.Path, export ?? new LlamaExportOptions { Type = GgufType.F32 });
    }

    public static LlamaOptions Shape { get; } = new() { Context = 64, Width = 256, Heads = 4, KeyValueHeads = 2, Blocks = 2, FeedForward = 512 };

    public LlamaModel Model { get; }

    public BytePairVocabulary Vocabulary { get; }

    public string Path => file.Path;

    /// <summary>The logits after each token, (T, V).</summary>
    public float[][] Logits(int[] tokens)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return [.. Model.call(tensor([.. tokens.Select(token => (long)token)], [1, tokens.Length])).data<float>().ToArray().Chunk(Vocabulary.Tokens.Count)];
    }

    public void Dispose()
    {
        Model.Dispose();
        file.Dispose();
    }

    /// <summary>Weights of a spread at which attention and positions matter, norms around 1.</summary>
    private static void Randomize(LlamaModel model)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var generator = new Generator(11);
        foreach (var parameter in model.parameters())
        {
            parameter.copy_(parameter.dim() == 1 ? randn(parameter.shape, generator: generator).mul(0.2).add(1) : randn(parameter.shape, generator: generator).mul(0.08));
        }
    }
}
