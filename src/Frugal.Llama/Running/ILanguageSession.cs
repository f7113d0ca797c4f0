namespace Frugal.Llama;

/// <summary>One text that a model reads and continues, with the keys and values of its tokens in memory. For one caller at a time.</summary>
public interface ILanguageSession : IDisposable
{
    /// <summary>Maximum number of tokens.</summary>
    int Capacity { get; }

    /// <summary>Number of tokens read so far.</summary>
    int Count { get; }

    /// <summary>Bytes of the keys and values.</summary>
    long CacheBytes { get; }

    /// <summary>Reads tokens after those read before.</summary>
    /// <param name="tokens">At least one.</param>
    /// <param name="cancellation">Stops between two parts of a long text; what was read by then stays read.</param>
    /// <exception cref="FrugalException">The tokens do not fit, or the model could not compute them.</exception>
    void Read(ReadOnlySpan<int> tokens, CancellationToken cancellation = default);

    /// <summary>Chooses the next token after the last <see cref="Read"/>; it is not read yet.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read since the start or the last <see cref="Cut"/>.</exception>
    /// <exception cref="FrugalException">The model computed logits that are not finite.</exception>
    int Choose();

    /// <summary>Changes how tokens are chosen from now on; the random numbers start again from the seed.</summary>
    /// <param name="temperature">As <see cref="LanguageSessionOptions.Temperature"/>.</param>
    /// <param name="topP">As <see cref="LanguageSessionOptions.TopP"/>.</param>
    /// <param name="seed">As <see cref="LanguageSessionOptions.Seed"/>.</param>
    /// <exception cref="FrugalException">A value is out of range.</exception>
    void Sample(double temperature, double topP, uint seed);

    /// <summary>Forgets all tokens from a place on. The next call is <see cref="Read"/>.</summary>
    /// <param name="count">Number of tokens to keep, 0 to <see cref="Count"/>.</param>
    void Cut(int count);
}
