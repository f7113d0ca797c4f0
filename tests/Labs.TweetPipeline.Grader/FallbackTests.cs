using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(7, "Fallbacks: no figure is ever missing")]
[Points(10)]
[Hint("A model that fails on a tweet must not cost the tweet. But who reads the results must see which figures are guesses.")]
public class FallbackTests : TaskFixture
{
    private const string Where = "Fallbacks.Complete";
    private static readonly int?[] Nothing = [null, null, null, null, null];

    [Test, Points(1), Hint("Sentiment and confidence from the model, the rest from the rules; no mark.")]
    public void A_complete_answer_is_passed_on() => Completes([.. Enumerable.Range(0, 20).Select(_ => new PartialData(Unseen.Next(3), Probability(), Rules(), false, null))]);

    [Test, Points(2), Hint("A claim is negative, anything else neutral; the source is the rules.")]
    public void A_missing_sentiment_follows_the_claim() => Completes(
        [.. new[] { 0, 1 }.Select(claim => new PartialData(null, "0.9", [claim, 2, 5, 1], false, null)), .. Enumerable.Range(0, 10).Select(_ => new PartialData(null, "0", Rules(), false, null))]);

    [Test, Points(2), Hint("Without rules: a negative tweet is a claim of medium urgency; no topics, no incident.")]
    public void Missing_rules_follow_the_sentiment() => Completes([.. new[] { 0, 1, 2 }.Select(sentiment => new PartialData(sentiment, Probability(), null, false, null)), new(null, "0.5", null, false, null)]);

    [Test, Points(2), Hint("Each figure by itself: what the language model did not say comes from the next source.")]
    public void What_the_language_model_said_comes_first() => Completes(
    [
        new(1, "0.6", [0, 0, 0, 0], true, [0, 1, 3, 8, 1]),
        new(1, "0.6", [1, 2, 4, 3], true, [2, null, null, null, null]),
        new(1, "0.6", [1, 2, 4, 3], true, [null, 0, null, null, null]),
        new(1, "0.6", [1, 2, 4, 3], true, [null, null, 0, 0, null]),
        new(null, "0.6", null, true, [null, 1, null, null, 5]),
        new(null, "0.6", [1, 2, 4, 3], true, [1, null, null, null, null]),
        new(2, "0.6", null, true, [0, null, null, null, null]),
    ]);

    [Test, Points(1), Hint("IsUsable is false if nothing was said: then it counts as no answer.")]
    public void A_language_model_that_says_nothing_usable_is_marked() => Completes(
    [
        new(1, "0.6", [1, 2, 4, 3], true, null), new(1, "0.6", [1, 2, 4, 3], true, Nothing), new(1, "0.6", [1, 2, 4, 3], false, null),
        new(null, "0.6", [1, 2, 4, 3], true, null), new(null, "0.6", null, true, Nothing),
    ]);

    [Test, Points(1.5), Hint("NaN is neither below 0 nor above 1: ask for what is right. Two models that agree raise it, that differ lower it; fallbacks halve it once, at the end.")]
    public void The_confidence_is_a_number_from_0_to_1() => Completes(
    [
        .. new[] { "0", "1", "0.5", "NaN", "-0.01", "1.01", "Infinity", "-Infinity" }.SelectMany(probability => new PartialData[]
        {
            new(1, probability, [1, 2, 4, 3], false, null), new(1, probability, null, false, null), new(1, probability, [1, 2, 4, 3], true, [1, null, null, null, null]),
            new(1, probability, [1, 2, 4, 3], true, [0, null, null, null, null]), new(1, probability, null, true, [1, null, null, null, null]), new(1, probability, [0, 0, 0, 0], true, [null, 1, null, null, null]),
        }),
    ]);

    [Test, Hidden, Points(0.5), Hint("The rules hold for any combination.")]
    public void Any_combination_is_completed() => Completes(
    [
        .. Enumerable.Range(0, 400).Select(_ => new PartialData(
            Maybe(3), Probability(), Unseen.Next(3) == 0 ? null : Rules(), Unseen.Next(2) == 0, Unseen.Next(2) == 0 ? null : [Maybe(3), Maybe(2), Maybe(4), Maybe(1024), Maybe(6)])),
    ]);

    private void Completes(PartialData[] partials)
    {
        var answers = Student.Call(FallbackProbes.Complete, partials);
        for (var i = 0; i < partials.Length; i++)
        {
            var (got, right) = (answers[i], Completed.Of(partials[i]));
            var expect = Expect.For(Described(partials[i]), Where);
            expect.Equal("the sentiment", got.Sentiment, right.Sentiment);
            expect.Equal("the claim", got.IsClaim, right.IsClaim);
            expect.Equal("the urgency", got.Urgency, right.Urgency);
            expect.Equal("the topics", got.Topics, right.Topics);
            expect.Equal("the incident", got.Incident, right.Incident);
            expect.Near("the confidence", got.Confidence, right.Confidence, 1e-4);
            expect.Equal("the marks", got.Marks, right.Marks);
            expect.Equal("the source", got.Source, right.Source);
        }
    }

    private int? Maybe(int count) => Unseen.Next(2) == 0 ? null : Unseen.Next(count);

    private int[] Rules() => [Unseen.Next(2), Unseen.Next(4), Unseen.Next(1024), Unseen.Next(6)];

    private string Probability() => Unseen.NextSingle().ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static string Described(PartialData data) =>
        $"Model: {(data.Sentiment is { } sentiment ? $"sentiment {sentiment}, probability {data.Probability}" : "failed")}. Rules (claim, urgency, topics, incident): {(data.Rules is { } rules ? string.Join(", ", rules) : "failed")}. " +
        $"Language model (sentiment, claim, urgency, topics, incident): {(data.Said is { } said ? string.Join(", ", said.Select(part => part?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-")) : data.WasAsked ? "no answer" : "not asked")}";
}
