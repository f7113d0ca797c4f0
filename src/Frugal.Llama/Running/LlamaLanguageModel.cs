using Frugal.Gguf;
using Frugal.Measuring;
using LLama.Common;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>A GGUF file run by llama.cpp.</summary>
public static class LlamaLanguageModel
{
    /// <summary>Loads a model.</summary>
    /// <exception cref="FrugalException">The file is missing or damaged, is not a language model, or needs more memory than is left; the message gives the sum.</exception>
    public static ILanguageModel Open(string path, LanguageModelOptions? options = null) => Open(path, options, MemoryLeft.Now());

    /// <param name="path">The file.</param>
    /// <param name="options">How it comes into memory; null for the defaults.</param>
    /// <param name="left">The memory that is left; null if that is not known.</param>
    internal static ILanguageModel Open(string path, LanguageModelOptions? options, MemoryLeft? left)
    {
        ArgumentNullException.ThrowIfNull(path);
        var given = (options ?? new LanguageModelOptions()).Validated();
        using var file = GgufFile.Open(path);
        RequireLanguageModel(file);
        RequireMemory(file, given.Mapped, left);
        LlamaEngine.Require();   // before the first type of LLamaSharp, which loads llama.cpp with its log
        var weights = LlamaLoader.Weights(new ModelParams(path) { GpuLayerCount = 0, LoadMode = given.Mapped ? LLamaLoadMode.MemoryMap : LLamaLoadMode.None });
        try
        {
            return weights.NativeHandle is { HasDecoder: true, HasEncoder: false, IsDiffusion: false }
                ? new LoadedLanguageModel(new LoadedWeights(file, weights, given))
                : throw LlamaErrors.NoLanguageModel(path, $"the architecture '{file.Architecture}' does not continue texts");
        }
        catch
        {
            weights.Dispose();
            NativeHeap.Trim();
            throw;
        }
    }

    private static void RequireLanguageModel(GgufFile file)
    {
        if (file.Tensors.Count == 0)
        {
            throw LlamaErrors.NoLanguageModel(file.Path, "has no weights");
        }

        if (!file.Metadata.TryGetValue(GgufKeys.Tokens, out var tokens) || tokens.ElementType != GgufValueType.String || tokens.Elements<string>().Count == 0)
        {
            throw LlamaErrors.NoLanguageModel(file.Path, $"the architecture '{file.Architecture}' has no vocabulary in this file");
        }

        if (file.Metadata.TryGetValue($"{file.Architecture}.attention.causal", out var causal) && causal.Type == GgufValueType.Bool && !causal.As<bool>())
        {
            throw LlamaErrors.NoLanguageModel(file.Path, $"the architecture '{file.Architecture}' reads whole texts and does not continue them");
        }
    }

    private static void RequireMemory(GgufFile file, bool mapped, MemoryLeft? left)
    {
        (string, ByteSize)[] parts = [(mapped ? "weights in the processor's order" : "weights", LlamaNeeds.Weights(file, mapped)), ("vocabulary", LlamaNeeds.Vocabulary(file))];
        if (left is not null && parts.Sum(part => part.Item2.Bytes) > left.Size.Bytes)
        {
            throw LlamaErrors.NoMemory(file.Path, parts, left, (mapped ? "Choose" : "Map the file, choose") + " a smaller model or one of fewer bits per weight, or end other programs.");
        }
    }
}
