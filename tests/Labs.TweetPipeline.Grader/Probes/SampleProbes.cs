using Frugal.Data.SupportTweets;
using TweetPipeline.Sampling;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>A candidate as plain data: the key in two halves.</summary>
public sealed record CandidateData(ulong High, ulong Low, bool IsDuplicate, bool IsClaim, int Urgency, int Sentiment);

/// <summary>Candidates to choose from.</summary>
public sealed record SampleRequest(CandidateData[] Candidates, int Count, ulong Seed);

/// <summary>The places, or the exception instead.</summary>
public sealed record SampleAnswer(int[] Chosen, string Outcome);

/// <summary>Task 4, in the student's process.</summary>
public static class SampleProbes
{
    public static SampleAnswer Choose(SampleRequest request)
    {
        int[] chosen = [];
        Candidate[] candidates = [.. request.Candidates.Select(one => new Candidate(new(one.High, one.Low), one.IsDuplicate, one.IsClaim, (TweetUrgency)one.Urgency, (TweetSentiment)one.Sentiment))];
        var outcome = Waiting.Outcome(() => chosen = StrategicSample.Choose(candidates, request.Count, request.Seed));
        return new(chosen ?? [], outcome);
    }
}
