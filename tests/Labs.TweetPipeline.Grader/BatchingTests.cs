using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(1, "Batching: similar lengths together, answers in order, one bad text costs only itself")]
[Points(13)]
[Hint("Padding costs as much time as text: sort by length, cut into batches, and put the answers back where they belong.")]
public class BatchingTests : TaskFixture
{
    private const string Plan = "BatchPlan.Of", Runner = "BatchRunner.Run";

    [Test, Points(2), Hint("Each place of the lengths is in one batch, also where lengths are equal.")]
    public void Every_text_is_in_exactly_one_batch()
    {
        foreach (var count in new[] { 0, 1, 2, 7, 500 })
        {
            var lengths = Lengths(count);
            var answer = Student.Call(BatchProbes.Plan, new PlanRequest(lengths, 256, 16));
            var expect = Expect.For($"{count} texts of 2 to 40 tokens, at most 256 tokens and 16 texts in a batch", Plan);
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the places, sorted", answer.Batches.SelectMany(batch => batch).Order(), Enumerable.Range(0, count));
        }
    }

    [Test, Points(2), Hint("The tokens of a batch are its texts times its longest text. A text beyond the limit goes alone.")]
    public void No_batch_exceeds_a_limit_but_a_text_that_does_so_alone()
    {
        int[] lengths = [.. Lengths(300), 300, 257, 256, 128];
        foreach (var (tokens, texts) in new[] { (256, 16), (256, 1000), (1, 5), (64, 1) })
        {
            var answer = Student.Call(BatchProbes.Plan, new PlanRequest(lengths, tokens, texts));
            foreach (var batch in answer.Batches)
            {
                var padded = batch.Length * batch.Max(place => lengths[place]);
                Expect.For($"{lengths.Length} texts, at most {tokens} tokens and {texts} texts in a batch", Plan).That(
                    batch.Length <= texts && (padded <= tokens || batch.Length == 1), "batches within both limits", $"a batch of {batch.Length} texts, the longest of {batch.Max(place => lengths[place])} tokens: {padded}");
            }

            Expect.For($"{lengths.Length} texts, at most {tokens} tokens and {texts} texts in a batch", Plan).Equal("the places, sorted", answer.Batches.SelectMany(batch => batch).Order(), Enumerable.Range(0, lengths.Length));
        }
    }

    [Test, Points(3), Hint("The longest texts first; each batch is filled before the next one begins; equal lengths stay in their order.")]
    public void Texts_of_similar_length_go_together_and_batches_are_full()
    {
        foreach (var (count, tokens, texts) in new[] { (20, 64, 8), (400, 512, 32), (400, 100, 1000), (50, 10_000, 1000) })
        {
            var lengths = Lengths(count);
            var answer = Student.Call(BatchProbes.Plan, new PlanRequest(lengths, tokens, texts));
            var right = Plans.Of(lengths, tokens, texts);
            var expect = Expect.For($"{count} texts of 2 to 40 tokens, at most {tokens} tokens and {texts} texts in a batch", Plan);
            expect.Equal("tokens computed, padding included:", Padded(answer.Batches), Padded(right));
            expect.Equal("the number of batches", answer.Batches.Length, right.Length);
            for (var i = 0; i < right.Length; i++)
            {
                expect.Equal($"the places in batch {i + 1}:", answer.Batches[i], right[i]);
            }

            long Padded(int[][] batches) => batches.Sum(batch => (long)batch.Length * batch.Max(place => lengths[place]));
        }

        Student.Call(BatchProbes.Run, new BatchRequest([1], [[0]], []));
        MustNotCall("Frugal.Texts.TextModel.Classify");
    }

    [Test, Hidden, Points(1), Hint("ArgumentOutOfRangeException.ThrowIfLessThan, for both limits.")]
    public void A_limit_below_one_is_refused()
    {
        foreach (var (tokens, texts) in new[] { (0, 1), (1, 0), (-5, 10), (10, -5) })
        {
            Expect.For($"At most {tokens} tokens and {texts} texts in a batch", Plan).Equal("the outcome", Student.Call(BatchProbes.Plan, new PlanRequest([1, 2], tokens, texts)).Outcome, nameof(ArgumentOutOfRangeException));
        }
    }

    [Test, Points(2), Hint("answers[batch[i]] = given[i].")]
    public void Answers_are_at_the_places_of_their_items()
    {
        int[] items = [.. Enumerable.Range(1, 40).OrderBy(_ => Unseen.Next())];
        int[] order = [.. Enumerable.Range(0, 40).OrderBy(_ => Unseen.Next())];
        int[][] batches = [order[..7], order[7..8], order[8..39], order[39..]];
        var answer = Student.Call(BatchProbes.Run, new BatchRequest(items, batches, []));
        var expect = Expect.For("40 items in four batches, in another order", Runner);
        expect.Equal("the outcome", answer.Outcome, "done");
        expect.Equal("the answers", answer.Answers, items.Select(item => (int?)(item * 10)));
        expect.Equal("the calls of the model, with the items", answer.Calls.Select(call => string.Join(' ', call)), batches.Select(batch => string.Join(' ', batch.Select(place => items[place]))));
        expect.Equal("the answers for no items at all", Student.Call(BatchProbes.Run, new BatchRequest([], [], [])).Answers, []);
    }

    [Test, Points(2), Hint("A batch that fails is tried again in two halves; a batch of one that fails is reported.")]
    public void An_item_that_fails_costs_only_its_own_answer()
    {
        int[] items = [.. Enumerable.Range(1, 64)];
        foreach (var bad in new int[][] { [Unseen.Next(1, 65)], [1, 64], [7, 8, 33], [.. items] })
        {
            var answer = Student.Call(BatchProbes.Run, new BatchRequest(items, [[.. Enumerable.Range(0, 32)], [.. Enumerable.Range(32, 32)]], bad));
            var expect = Expect.For($"64 items in two batches, of which {bad.Length} are bad", Runner);
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the answers, - for none:", Shown(answer.Answers), Shown(items.Select(item => bad.Contains(item) ? null : (int?)(item * 10))));
            expect.Equal("the places that are reported", answer.Failed.Order(), bad.Select(item => item - 1).Order());
            expect.Equal("the reasons", answer.Reasons.Order(StringComparer.Ordinal), bad.Select(item => $"item {item} is bad").Order(StringComparer.Ordinal));
            expect.Between("calls of the model,", answer.Calls.Length, 2, 2 + 10 * bad.Length);
            expect.That(bad.Length > 3 || answer.Calls.Count(call => call.Length == 1) <= 2 * bad.Length, "halves of batches, single items only where one fails", $"{answer.Calls.Count(call => call.Length == 1)} calls with one item");
        }
    }

    [Test, Hidden, Points(1), Hint("Compare the number of answers with the batch; do not catch OperationCanceledException.")]
    public void Too_few_answers_are_a_failure_and_a_cancellation_is_none()
    {
        int[] items = [.. Enumerable.Range(1, 8)];
        var few = Student.Call(BatchProbes.Run, new BatchRequest(items, [[.. Enumerable.Range(0, 8)]], [], ShortAt: 8));
        Expect.For("A model that gives 7 answers for 8 items", Runner).Equal("the answers", Shown(few.Answers), Shown(items.Select(item => (int?)(item * 10))));
        Expect.For("A model that gives 7 answers for 8 items", Runner).Equal("the sizes of the batches", few.Calls.Select(call => call.Length), [8, 4, 4]);
        var none = Student.Call(BatchProbes.Run, new BatchRequest(items, [[0], [1]], [], ShortAt: 1));
        Expect.For("A model that gives no answer for a single item", Runner).Equal("the places that are reported", none.Failed, [0, 1]);
        var cancelled = Student.Call(BatchProbes.Run, new BatchRequest(items, [[0, 1], [2, 3], [4, 5]], [], CancelAt: 2));
        Expect.For("A model that is cancelled in its second batch", Runner).Equal("the outcome", cancelled.Outcome, "cancelled");
        Expect.For("A model that is cancelled in its second batch", Runner).Equal("the calls of the model", cancelled.Calls.Length, 2);
    }

    private int[] Lengths(int count) => [.. Enumerable.Range(0, count).Select(_ => Unseen.Next(2, 41))];

    private static string Shown(IEnumerable<int?> answers) => string.Join(' ', answers.Select(answer => answer?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));
}
