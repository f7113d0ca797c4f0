using TweetPipeline.Reading;

namespace TweetPipeline.Writing;

/// <summary>Where results go, in the order of the input: what is appended is there once and stays, also if the program is killed.</summary>
public interface IResultStore : IDisposable
{
    /// <summary>Where the input continues after what is stored.</summary>
    ReadPosition Position { get; }

    /// <summary>Tweets and rejects that are stored.</summary>
    (long Tweets, long Rejects) Stored { get; }

    /// <summary>The results of an earlier part of the run, in their order.</summary>
    IEnumerable<TweetResult> Earlier();

    /// <summary>Stores results and rejects, and with them how far the input is done.</summary>
    void Append(IReadOnlyList<TweetResult> results, IReadOnlyList<Reject> rejects, ReadPosition after);

    /// <summary>Ends the run: nothing can be resumed any more.</summary>
    void Complete();
}
