using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(4, "A strategic sample: claims, then balanced, then random")]
[Points(12)]
[Hint("The language model is slow: it should see the tweets where it matters, and the same ones in each run.")]
public class SamplingTests : TaskFixture
{
    private const string Where = "StrategicSample.Choose";

    [Test, Points(2), Hint("All claims are chosen before anything else is.")]
    public void Claims_come_first()
    {
        var candidates = Candidates(200, claims: 20);
        Chooses("20 claims among 200 tweets, 20 places", candidates, 20);
        Chooses("20 claims among 200 tweets, 40 places", candidates, 40);
    }

    [Test, Points(2), Hint("More claims than places: the more urgent ones, and of equal urgency the smaller Draw.")]
    public void Of_too_many_claims_the_more_urgent_ones_are_chosen()
    {
        var candidates = Candidates(300, claims: 200);
        foreach (var count in new[] { 1, 10, 60, 150, 199 })
        {
            Chooses($"200 claims among 300 tweets, {count} places", candidates, count);
        }
    }

    [Test, Points(2), Hint("A third of what the claims left, rounded down, for each sentiment; the rare sentiment gives all it has.")]
    public void The_places_that_are_left_are_balanced_over_the_sentiments()
    {
        var candidates = Candidates(300, claims: 5, neutral: 0.9);
        foreach (var count in new[] { 8, 11, 35, 65 })
        {
            var chosen = Chooses($"5 claims and {candidates.Count(one => !one.IsClaim && one.Sentiment == 1)} neutral tweets among 300, {count} places", candidates, count);
            for (var sentiment = 0; sentiment < 3; sentiment++)
            {
                var least = Math.Min((count - 5) / 3, candidates.Count(one => !one.IsClaim && one.Sentiment == sentiment));
                Expect.For($"5 claims among 300 tweets, {count} places", Where).Between($"chosen tweets of sentiment {sentiment} that are no claims,", chosen.Count(place => !candidates[place].IsClaim && candidates[place].Sentiment == sentiment), least, count);
            }
        }
    }

    [Test, Points(2), Hint("What the thirds left goes to any of the rest, by the same draw.")]
    public void What_is_still_left_is_drawn_from_all_others()
    {
        var candidates = Candidates(100, claims: 0, neutral: 0.97);
        foreach (var count in new[] { 1, 2, 50, 98, 99 })
        {
            Chooses($"No claim among 100 tweets, nearly all neutral, {count} places", candidates, count);
        }
    }

    [Test, Points(1.5), Hint("Duplicates get the answer of the tweet that they repeat: leave them out, and do not count them.")]
    public void Duplicates_are_never_chosen()
    {
        CandidateData[] candidates = [.. Candidates(120, claims: 40).Select((one, i) => one with { IsDuplicate = i % 3 == 0 })];
        foreach (var count in new[] { 10, 40, 80, 81, 500 })
        {
            var chosen = Chooses($"120 tweets of which 40 are duplicates, {count} places", candidates, count);
            Expect.For($"120 tweets of which 40 are duplicates, {count} places", Where).Equal("the number of chosen ones", chosen.Length, Math.Min(80, count));
        }

        Chooses("Duplicates only, 5 places", [.. candidates.Select(one => one with { IsDuplicate = true })], 5);
    }

    [Test, Points(1.5), Hint("Draw depends on the seed and the text alone: use neither the place nor System.Random.")]
    public void The_choice_depends_on_texts_and_seed_alone()
    {
        var candidates = Candidates(150, claims: 30);
        var seed = (ulong)Unseen.NextInt64();
        var chosen = Keys(candidates, Student.Call(SampleProbes.Choose, new SampleRequest(candidates, 60, seed)).Chosen);
        CandidateData[] shuffled = [.. candidates.OrderBy(_ => Unseen.Next())];
        var expect = Expect.For("150 tweets, 60 places", Where);
        expect.Equal("the tweets that are chosen in another order:", Keys(shuffled, Student.Call(SampleProbes.Choose, new SampleRequest(shuffled, 60, seed)).Chosen), chosen);
        expect.Equal("the tweets that are chosen again:", Keys(candidates, Student.Call(SampleProbes.Choose, new SampleRequest(candidates, 60, seed)).Chosen), chosen);
        var other = Keys(candidates, Student.Call(SampleProbes.Choose, new SampleRequest(candidates, 60, seed + 1)).Chosen);
        expect.That(!other.SequenceEqual(chosen), "another sample for another seed", "the same");
        Chooses("Equal texts, 3 places", [.. Enumerable.Repeat(candidates[0], 10)], 3);
    }

    [Test, Hidden, Points(1), Hint("No candidate, no place, and a negative number of places.")]
    public void The_edges_hold()
    {
        Chooses("No tweet, 5 places", [], 5);
        Chooses("10 tweets, no place", Candidates(10, claims: 3), 0);
        Chooses("10 tweets, 10 places", Candidates(10, claims: 3), 10);
        Chooses("One tweet, one place", Candidates(1, claims: 0), 1);
        Expect.For("-1 places", Where).Equal("the outcome", Student.Call(SampleProbes.Choose, new SampleRequest(Candidates(3, 1), -1, 1)).Outcome, nameof(ArgumentOutOfRangeException));
    }

    private int[] Chooses(string name, CandidateData[] candidates, int count)
    {
        var seed = (ulong)Unseen.NextInt64();
        var answer = Student.Call(SampleProbes.Choose, new SampleRequest(candidates, count, seed));
        var right = Samples.Of(candidates, count, seed);
        var expect = Expect.For(name, Where);
        expect.Equal("the outcome", answer.Outcome, "done");
        expect.Equal("the number of chosen ones", answer.Chosen.Length, right.Length);
        expect.Equal("claims among them:", answer.Chosen.Count(place => Known(place) && candidates[place].IsClaim), right.Count(place => candidates[place].IsClaim));
        expect.Equal("the places, ascending", answer.Chosen, right);
        return right;

        bool Known(int place) => place >= 0 && place < candidates.Length;
    }

    private static ulong[] Keys(CandidateData[] candidates, int[] chosen) => [.. chosen.Where(place => place >= 0 && place < candidates.Length).Select(place => candidates[place].Low).Order()];

    private CandidateData[] Candidates(int count, int claims, double neutral = 0.4) =>
        [.. Enumerable.Range(0, count).Select(i => new CandidateData((ulong)Unseen.NextInt64(), (ulong)Unseen.NextInt64(), false, i < claims, Unseen.Next(4), Unseen.NextDouble() < neutral ? 1 : 2 * Unseen.Next(2))).OrderBy(_ => Unseen.Next())];
}
