using Frugal.Measuring;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>A context of llama.cpp with one sequence.</summary>
internal sealed class LlamaSession : ILanguageSession
{
    /// <summary>Tokens that are computed at a time: the others' turns and a cancellation come between two parts.</summary>
    public const int Part = 512;

    private readonly LoadedWeights weights;
    private readonly LLamaContext context;
    private readonly TokenChooser chooser = new();
    private readonly ComputeJob compute;
    private readonly int[] tokens;   // those read, and behind them those being read
    private int part;                // how many of the latter are computed next
    private DecodeResult result;
    private bool hasLogits;
    private bool disposed;

    public LlamaSession(LoadedWeights weights, LanguageSessionOptions options, MemoryLeft? left)
    {
        Capacity = options.CapacityFor(weights.Context);
        if (options.CacheIn8Bits && new[] { weights.HeadWidths.Keys, weights.HeadWidths.Values }.FirstOrDefault(width => width % 32 != 0) is > 0 and var width)
        {
            throw LlamaErrors.HeadWidth(weights.Path, width);
        }

        RequireMemory(weights, options, left);
        this.weights = weights.Use();
        try
        {
            context = Create(options.CacheIn8Bits);
            CacheBytes = LlamaNeeds.Cache(weights.CachedPerToken, (int)context.ContextSize, options.CacheIn8Bits).Bytes;
        }
        catch
        {
            weights.Release();
            throw;
        }

        tokens = new int[Capacity];
        compute = new ComputeJob(() => result = LlamaDecode.Tokens(context.NativeHandle, tokens.AsSpan(Count, part)));
        chooser.Sample(options.Temperature, options.TopP, options.Seed);
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public long CacheBytes { get; }

    public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(ILanguageSession));
        Check(tokens);
        tokens.CopyTo(this.tokens.AsSpan(Count));
        for (var end = Count + tokens.Length; Count < end; Count += part)
        {
            Interruption.ThrowIfRequested(cancellation);
            part = Math.Min(Part, end - Count);
            weights.Compute.Run(compute, cancellation);
            hasLogits = result == DecodeResult.Ok;
            if (!hasLogits)
            {
                context.NativeHandle.MemorySequenceRemove(LLamaSeqId.Zero, Count, -1);
                throw LlamaErrors.NotRead(weights.Path, result.ToString());
            }
        }
    }

    public int Choose()
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(ILanguageSession));
        if (!hasLogits)
        {
            throw new InvalidOperationException("Nothing was read since the start or the last cut: there is no next token yet. Call Read first.");
        }

        var logits = context.NativeHandle.GetLogitsIth(-1);
        var token = chooser.Choose(logits);
        return float.IsFinite(logits[token]) ? token : throw LlamaErrors.NotFinite(weights.Path);
    }

    public void Sample(double temperature, double topP, uint seed)
    {
        var valid = new LanguageSessionOptions { Temperature = temperature, TopP = topP, Seed = seed }.Validated();
        chooser.Sample(valid.Temperature, valid.TopP, valid.Seed);
    }

    public void Cut(int count)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(ILanguageSession));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        var memory = context.NativeHandle;
        memory.MemorySequenceRemove(LLamaSeqId.Zero, count, -1);
        var kept = count;
        if (count < Count && memory.MemorySequenceMaxPosition(LLamaSeqId.Zero).Value >= count)
        {
            // A recurrent state cannot forget its last tokens: those before them are read again.
            memory.MemoryClear();
            kept = 0;
        }

        Count = kept;
        if (kept < count)
        {
            Read(tokens[..count]);
        }

        hasLogits = false;
    }

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            weights.Compute.Run(new ComputeJob(context.Dispose));   // after what it may still compute
            NativeHeap.Trim();
            weights.Release();
        }
    }

    private void Check(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty)
        {
            throw new ArgumentException("There are no tokens. Give at least one.", nameof(tokens));
        }

        if (tokens.Length > Capacity - Count)
        {
            throw LlamaErrors.Full(Count, tokens.Length, Capacity);
        }

        foreach (var token in tokens)
        {
            if ((uint)token >= (uint)weights.Vocabulary.Count)
            {
                throw LlamaErrors.UnknownToken(token, weights.Vocabulary.Count);
            }
        }
    }

    private LLamaContext Create(bool in8Bits)
    {
        var settings = new ModelParams(weights.Path)
        {
            GpuLayerCount = 0,
            ContextSize = (uint)Capacity,
            BatchSize = Part,
            UBatchSize = Part,
            Threads = weights.Threads,
            BatchThreads = weights.Threads,
            TypeK = in8Bits ? GGMLType.GGML_TYPE_Q8_0 : null,
            TypeV = in8Bits ? GGMLType.GGML_TYPE_Q8_0 : null,
            FlashAttention = in8Bits ? true : null,   // llama.cpp reads quantised values in this kernel only
        };
        LLamaContext? made = null;
        weights.Compute.Run(new ComputeJob(() => made = LlamaLoader.Context(weights.Weights, settings)));
        return made!;
    }

    private void RequireMemory(LoadedWeights weights, LanguageSessionOptions options, MemoryLeft? left)
    {
        (string, ByteSize)[] parts = [("keys and values", LlamaNeeds.Cache(weights.CachedPerToken, Capacity, options.CacheIn8Bits)), ("working memory", weights.Working)];
        if (left is not null && parts.Sum(part => part.Item2.Bytes) > left.Size.Bytes)
        {
            throw LlamaErrors.NoMemory(FormattableString.Invariant($"{weights.Path}: a session of {Capacity:N0} tokens"), parts, left,
                options.CacheIn8Bits ? "Lower Capacity, or dispose other sessions." : "Lower Capacity, store keys and values in 8 bits (CacheIn8Bits), or dispose other sessions.");
        }
    }
}
