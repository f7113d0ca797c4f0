using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Gguf;

/// <summary>
/// Reads a language model with its tokenizer from a GGUF file into TorchSharp: the counterpart of <see cref="LlamaExporter"/>. Quantised weights become floats, as <see cref="GgufDequantizer"/> converts
/// them, so the network computes what llama.cpp computes from the same file, but for llama.cpp's 8-bit activations.
/// </summary>
/// <remarks>
/// It reads the architecture <c>llama</c> with a byte-pair tokenizer that has the 256 bytes, as <see cref="LlamaExporter"/> writes them. A network with grouped queries, an output layer of its own or tied
/// embeddings is read; one with biases or with frequencies of its own for the rotation is not.
/// </remarks>
public static class LlamaImporter
{
    /// <summary>Reads a file. The network is in evaluation mode.</summary>
    /// <param name="path">A GGUF file.</param>
    /// <exception cref="FrugalException">The file cannot be read, is of another architecture, has another kind of tokenizer, or lacks a tensor; a tensor has another shape or a type that is not converted.</exception>
    public static ImportedLlama Import(string path)
    {
        using var file = GgufFile.Open(path);
        if (file.Architecture != "llama")
        {
            throw GgufImportErrors.Architecture(path, file.Architecture);
        }

        var vocabulary = BytePairImport.Read(file);
        var network = new LlamaModel(Shape(file, vocabulary.Tokens.Count));
        try
        {
            Fill(network, file);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        network.eval();
        return new ImportedLlama(file.Metadata.Text(GgufKeys.Name) ?? "llama", network, vocabulary, file.Metadata.Text(GgufKeys.ChatTemplate));
    }

    private static LlamaOptions Shape(GgufFile file, int tokens)
    {
        int Whole(string key) => (int)Math.Min(file.Metadata[key].AsInteger(), int.MaxValue);
        var heads = Whole("llama.attention.head_count");
        var shape = new LlamaOptions
        {
            Vocabulary = tokens,
            Context = Whole("llama.context_length"),
            Width = Whole("llama.embedding_length"),
            Blocks = Whole("llama.block_count"),
            FeedForward = Whole("llama.feed_forward_length"),
            Heads = heads,
            KeyValueHeads = file.Metadata.ContainsKey("llama.attention.head_count_kv") ? Whole("llama.attention.head_count_kv") : heads,
            Epsilon = file.Metadata["llama.attention.layer_norm_rms_epsilon"].As<float>(),
            RotaryBase = file.Metadata.TryGetValue("llama.rope.freq_base", out var given) ? given.As<float>() : 10_000,
            TiedEmbedding = file.Tensors.All(tensor => tensor.Name != "output.weight"),
            RowMultiple = 1,
        }.Validated();
        return file.Metadata.Integer("llama.rope.dimension_count") is { } turned && turned != shape.HeadWidth ? throw GgufImportErrors.Rotation(file.Path, turned, shape.HeadWidth) : shape;
    }

    private static void Fill(LlamaModel network, GgufFile file)
    {
        using var still = no_grad();
        using var scope = NewDisposeScope();
        var state = network.state_dict().ToDictionary(entry => TensorNames.Of(entry.Key), entry => entry.Value);
        if (file.Tensors.FirstOrDefault(tensor => !state.ContainsKey(tensor.Name)) is { } stranger)
        {
            throw GgufImportErrors.UnknownTensor(file.Path, stranger.Name);
        }

        foreach (var (name, weight) in state)
        {
            var stored = file.Tensor(name);
            long[] shape = [.. stored.Shape.Reverse()];
            if (!shape.SequenceEqual(weight.shape))
            {
                throw GgufImportErrors.OtherShape(file.Path, name, shape, weight.shape);
            }

            weight.copy_(tensor(file.Floats(stored), shape));
        }
    }
}
