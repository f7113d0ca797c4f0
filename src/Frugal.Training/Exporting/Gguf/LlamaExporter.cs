using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Gguf;

/// <summary>Writes a language model with its tokenizer as one GGUF file, version 3, that llama.cpp runs.</summary>
/// <remarks>The rows of queries and keys keep their order: the model turns neighbouring components, as llama.cpp's architecture <c>llama</c> does.</remarks>
public static class LlamaExporter
{
    /// <summary>Writes the file, atomically.</summary>
    /// <param name="model">The model; its vocabulary has as many tokens as <paramref name="vocabulary"/>.</param>
    /// <param name="vocabulary">The vocabulary that it was trained with.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="options">Number format, special tokens, chat template; null for the defaults.</param>
    /// <exception cref="FrugalException">The vocabularies differ in size, a special token is missing, a weight is not finite or too large for the type, or the file cannot be written.</exception>
    public static void Export(LlamaModel model, BytePairVocabulary vocabulary, string path, LlamaExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var given = (options ?? new LlamaExportOptions()).Validated();
        if (vocabulary.Tokens.Count != model.Options.Vocabulary)
        {
            throw new FrugalException(FormattableString.Invariant(
                $"GGUF export: the model has {model.Options.Vocabulary:N0} tokens, and the vocabulary {vocabulary.Tokens.Count:N0}. Build the model with the vocabulary's number of tokens."));
        }

        var writer = new GgufWriter("llama").Set(GgufKeys.Name, given.Name);
        Describe(writer, model.Options, given.Type);
        BytePairExport.Describe(writer, vocabulary, given);
        foreach (var (name, weight) in model.state_dict())
        {
            Add(writer, TensorNames.Of(name), weight, given.Type);
        }

        writer.Save(path);
    }

    private static void Describe(GgufWriter writer, LlamaOptions shape, GgufType type) => new LlamaMetadata
    {
        Vocabulary = shape.Vocabulary,
        Context = shape.Context,
        Width = shape.Width,
        Blocks = shape.Blocks,
        FeedForward = shape.FeedForward,
        Heads = shape.Heads,
        KeyValueHeads = shape.KeyValueHeads,
        Epsilon = shape.Epsilon,
        RotaryBase = shape.RotaryBase,
    }.Describe(writer, type);

    private static void Add(GgufWriter writer, string name, Tensor weight, GgufType type)
    {
        var stored = weight.dim() == 1 ? GgufType.F32 : type;
        var values = ModuleWeights.Floats(weight);
        var largest = stored == GgufType.F16 ? (float)Half.MaxValue : float.MaxValue;
        if (values.FirstOrDefault(value => !(Math.Abs(value) <= largest)) is not 0 and var wrong)
        {
            throw new FrugalException(FormattableString.Invariant(
                $"GGUF export: tensor '{name}' has the weight {wrong}, which {stored} cannot hold. {(float.IsFinite(wrong) ? "Export as F32" : "The training has diverged: train again with a lower learning rate")}."));
        }

        writer.Add(name, [.. weight.shape.Reverse()], stored, values);
    }
}
