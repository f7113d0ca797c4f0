namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>One way to classify tweets, trained.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Bytes">The bytes that are shipped: models of all tasks together.</param>
internal abstract record TweetClassifier(string Name, long Bytes) : IDisposable
{
    /// <summary>The labels of texts for one task.</summary>
    public abstract int[] Classify(int task, IReadOnlyList<string> texts);

    /// <summary>Seconds for the answers to all tasks for all texts, in two threads where it has threads.</summary>
    public abstract double Seconds(IReadOnlyList<string> texts);

    /// <summary>Frees what it holds.</summary>
    public virtual void Dispose()
    {
    }

    protected static double Timed(Action work)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }
}
