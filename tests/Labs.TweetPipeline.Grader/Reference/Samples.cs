using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

/// <summary>The grader's own sample, step by step.</summary>
internal static class Samples
{
    public static int[] Of(CandidateData[] candidates, int count, ulong seed)
    {
        var order = Enumerable.Range(0, candidates.Length).Where(place => !candidates[place].IsDuplicate).OrderBy(place => Draw(seed, candidates[place])).ThenBy(place => place).ToList();
        var chosen = new List<int>();
        for (var urgency = 3; urgency >= 0; urgency--)
        {
            Take(order.Where(place => candidates[place].IsClaim && candidates[place].Urgency == urgency), count - chosen.Count);
        }

        var third = (count - chosen.Count) / 3;
        for (var sentiment = 0; sentiment < 3; sentiment++)
        {
            Take(order.Where(place => !candidates[place].IsClaim && candidates[place].Sentiment == sentiment), third);
        }

        Take(order.Where(place => !chosen.Contains(place)), count - chosen.Count);
        return [.. chosen.Order()];

        void Take(IEnumerable<int> places, int most) => chosen.AddRange(places.Take(most).ToList());
    }

    /// <summary>The draw of the lab's text: the student's could have been changed.</summary>
    public static ulong Draw(ulong seed, CandidateData candidate)
    {
        var mixed = (seed * 0x9E3779B97F4A7C15) ^ candidate.Low ^ (candidate.High * 0xD6E8FEB86659FD93);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
