using System.Net;

namespace Frugal.Benchmarks.Serving.Load;

/// <summary>How a server is loaded: each connection sends its next request when it has the answer to the last (a closed loop).</summary>
internal sealed record LoadOptions
{
    /// <summary>The server.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>Whole requests, sent by turns.</summary>
    public required IReadOnlyList<byte[]> Requests { get; init; }

    /// <summary>Connections at a time, 1 to 10,000; 32 by default.</summary>
    public int Connections { get; init => field = value is >= 1 and <= 10_000 ? value : throw new FrugalException($"Connections is {value}. Allowed: 1 to 10,000."); } = 32;

    /// <summary>Load before the measurement; 1 s by default.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The measurement; 10 s by default.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is still unanswered this long after the end has failed; 10 s by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
