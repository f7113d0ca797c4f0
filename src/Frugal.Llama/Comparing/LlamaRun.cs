using System.Diagnostics;
using System.Text;
using Frugal.Gguf;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>A model in memory with a context for one text at a time. Logits are valid until the next call.</summary>
internal sealed class LlamaRun : IDisposable
{
    private readonly string path;
    private readonly LLamaWeights weights;
    private readonly LLamaContext context;
    private readonly LLamaBatch batch = new();
    private readonly LLamaToken[] begin;

    /// <exception cref="FrugalException">llama.cpp cannot load the file.</exception>
    public LlamaRun(string path, int window, int threads)
    {
        LlamaEngine.Require();
        this.path = path;
        var settings = new ModelParams(path)
        {
            GpuLayerCount = 0,
            LoadMode = LLamaLoadMode.MemoryMap,   // as llama.cpp's own programs; LLamaSharp copies the file to the heap
            ContextSize = (uint)window + 1,   // a begin token comes on top
            BatchSize = (uint)window + 1,
            Threads = threads,
            BatchThreads = threads,
        };
        weights = LlamaLoader.Weights(settings);
        begin = weights.Vocab is { ShouldAddBOS: true, BOS: { } token } ? [token] : [];
        try
        {
            context = LlamaLoader.Context(weights, settings);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The most tokens that the model was trained to see.</summary>
    public static int ContextOf(GgufFile file) => (int)Math.Min(file.Metadata.Integer($"{file.Architecture}.context_length") ?? int.MaxValue, int.MaxValue);

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="special">Whether names of special tokens are read as these tokens.</param>
    public int[] Tokenize(string text, bool special) => [.. weights.Tokenize(text, add_bos: false, special, Encoding.UTF8).Select(token => (int)token)];

    /// <summary>Reads a text from its start, in one batch, after the begin token if the model has one.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="firstLogits">The first token after which logits are kept.</param>
    /// <returns>The time that it took.</returns>
    /// <exception cref="FrugalException">llama.cpp could not compute it.</exception>
    public TimeSpan Read(ReadOnlySpan<int> tokens, int firstLogits)
    {
        context.NativeHandle.MemoryClear();
        batch.Clear();
        Array.ForEach(begin, token => batch.Add(token, 0, LLamaSeqId.Zero, logits: false));
        for (var place = 0; place < tokens.Length; place++)
        {
            batch.Add(tokens[place], begin.Length + place, LLamaSeqId.Zero, logits: place >= firstLogits);
        }

        return Decode();
    }

    /// <summary>Reads a text from its start, one token after the other, as an answer is written.</summary>
    /// <returns>The time that it took.</returns>
    /// <exception cref="FrugalException">llama.cpp could not compute it.</exception>
    public TimeSpan Write(ReadOnlySpan<int> tokens)
    {
        context.NativeHandle.MemoryClear();
        var time = TimeSpan.Zero;
        for (var place = 0; place < tokens.Length; place++)
        {
            batch.Clear();
            batch.Add(tokens[place], place, LLamaSeqId.Zero, logits: true);
            time += Decode();
        }

        return time;
    }

    /// <summary>The logits after a token of the last <see cref="Read"/>.</summary>
    public ReadOnlySpan<float> Logits(int place) => context.NativeHandle.GetLogitsIth(begin.Length + place);

    public void Dispose()
    {
        context.Dispose();
        weights.Dispose();
    }

    private TimeSpan Decode()
    {
        var start = Stopwatch.GetTimestamp();
        var result = context.Decode(batch);
        context.NativeHandle.Synchronize();
        return result == DecodeResult.Ok ? Stopwatch.GetElapsedTime(start) : throw LlamaErrors.NotComputed(path, result.ToString());
    }
}
