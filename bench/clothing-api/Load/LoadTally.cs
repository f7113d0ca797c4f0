namespace Frugal.Benchmarks.Serving.Load;

/// <summary>What one connection of a load has seen.</summary>
internal sealed class LoadTally
{
    /// <summary>Milliseconds of each answer with status 200.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>Answers by status.</summary>
    public Dictionary<int, long> Statuses { get; } = [];

    /// <summary>Requests without an answer.</summary>
    public long Unanswered { get; private set; }

    /// <summary>Answers that show a stack trace.</summary>
    public long Traces { get; private set; }

    /// <summary>What went wrong first; null where nothing did.</summary>
    public string? FirstFailure { get; private set; }

    /// <summary>Notes an answer.</summary>
    public void Answered(TimeSpan waited, int status, ReadOnlySpan<byte> answer)
    {
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (status == 200)
        {
            Milliseconds.Add(waited.TotalMilliseconds);
            return;
        }

        FirstFailure ??= $"status {status}";
        if (answer.IndexOf("   at "u8) >= 0 || answer.IndexOf("Exception"u8) >= 0)
        {
            Traces++;
        }
    }

    /// <summary>Notes a request that got no answer.</summary>
    public void Failed(string why)
    {
        Unanswered++;
        FirstFailure ??= why;
    }
}
