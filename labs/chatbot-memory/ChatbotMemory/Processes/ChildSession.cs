using Frugal;
using Frugal.Llama;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Processes;

/// <summary>A session of a model in another process.</summary>
/// <param name="model">The model.</param>
/// <param name="started">The process's answer to its start.</param>
internal sealed class ChildSession(ChildModel model, ChildAnswer started) : ILanguageSession
{
    /// <inheritdoc/>
    public int Capacity => started.Capacity;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public long CacheBytes => started.CacheBytes;

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default) =>
        Count = model.Ask(new(nameof(Read), started.Number, Tokens: tokens.ToArray()), cancellation).Number;

    /// <inheritdoc/>
    public int Choose() => model.Keep(model.Ask(new(nameof(Choose), started.Number)));

    /// <inheritdoc/>
    public void Sample(double temperature, double topP, uint seed) =>
        model.Ask(new(nameof(Sample), started.Number, Options: new() { Temperature = temperature, TopP = topP, Seed = seed }));

    /// <inheritdoc/>
    public void Cut(int count) => Count = model.Ask(new(nameof(Cut), started.Number, Number: count)).Number;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            model.Ask(new(nameof(Dispose), started.Number));
        }
        catch (Exception ended) when (ended is FrugalException or ProblemException or ObjectDisposedException)
        {
            // The process has ended, and its memory with it.
        }
    }
}
