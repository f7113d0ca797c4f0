using Frugal.Measuring;
using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(8, "Bounded memory: an ordered stage of workers, a window of keys")]
[Points(11)]
[Hint("A million tweets do not fit into memory, and need not: what is in memory is what is being worked on.")]
public class StageTests : TaskFixture
{
    private const string Stage = "OrderedStage.RunAsync", Window = "DuplicateWindow";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("Await the tasks in the order in which the items were taken, whichever is ready first.")]
    public void Results_come_in_the_order_of_the_items()
    {
        Ends(new(0, 2, 4), "done", 0);
        Ends(new(1, 1, 1), "done", 1);
        Ends(new(300, 4, 8), "done", 300);
        Ends(new(8, 4, 8) { After = new() { [0] = 3, [1] = 3, [4] = 7, [2] = 3 } }, "done", 8);
        Ends(new(40, 2, 40) { After = Enumerable.Range(0, 20).ToDictionary(i => 2 * i, i => 2 * i + 1) }, "done", 40);
    }

    [Test, Points(2), Hint("As many at a time as there are workers: not one after the other, and never more.")]
    public void As_many_items_are_worked_on_as_there_are_workers()
    {
        foreach (var workers in new[] { 1, 2, 3, 5 })
        {
            var answer = Student.Call(StageProbes.Crowd, new StageRequest(3 * workers, workers, 4 * workers));
            var expect = Expect.For($"{3 * workers} items that wait for each other, {workers} workers, a capacity of {4 * workers}", Stage);
            expect.Equal("items worked on at a time, at most:", answer[0], workers);
            expect.Equal("the sum of the results", answer[1], Enumerable.Range(0, 3 * workers).Sum());
        }
    }

    [Test, Points(2), Hint("Take an item only when there is room; room is made when the next result is asked for.")]
    public void The_source_is_read_no_further_than_the_capacity()
    {
        foreach (var (workers, capacity, results) in new[] { (1, 1, 1), (1, 1, 5), (2, 4, 1), (2, 4, 10), (3, 20, 7) })
        {
            var answer = Student.Call(StageProbes.Stop, new StageStop(workers, capacity, results));
            var expect = Expect.For($"{workers} workers, a capacity of {capacity}, and a consumer that stops after {results} results", Stage);
            expect.Between("items taken from the source", answer[0], capacity + results - 1 - (capacity > workers ? capacity - workers : 0), capacity + results - 1);
            expect.Equal("times that two threads read the source at once:", answer[1], 0);
        }
    }

    [Test, Points(1.5), Hint("The exception comes at its place in the order; before it leaves, everything that runs has ended.")]
    public void A_failure_comes_at_its_place_and_nothing_goes_on_after_it()
    {
        Ends(new(100, 3, 6) { WorkFailsAt = 10 }, nameof(InvalidDataException), 10);
        Ends(new(100, 3, 6) { WorkFailsAt = 1, After = new() { [0] = 2 } }, nameof(InvalidDataException), 1);
        Ends(new(100, 3, 6) { WorkFailsAt = 4, WaitsFrom = 5 }, nameof(InvalidDataException), 4);
        Ends(new(100, 3, 6) { SourceFailsAt = 12 }, nameof(InvalidDataException), 12);
        Ends(new(100, 3, 6) { SourceFailsAt = 0 }, nameof(InvalidDataException), 0);
        foreach (var (workers, capacity) in new[] { (0, 4), (4, 3), (-1, 4) })
        {
            var outcome = Student.Call(StageProbes.Run, new StageRequest(3, workers, capacity)).Outcome;
            Expect.For($"{workers} workers and a capacity of {capacity}", Stage).Equal("the outcome", outcome, nameof(ArgumentOutOfRangeException));
        }
    }

    [Test, Points(1), Hint("In a finally: cancel, wait for the reading and for the work, dispose the source.")]
    public void A_consumer_that_ends_early_ends_everything()
    {
        Ends(new(1000, 3, 6) { EndsAfter = 7 }, "done", 7);
        Ends(new(1000, 3, 6) { EndsAfter = 2, WaitsFrom = 3 }, "done", 2);
        Ends(new(1000, 3, 6) { EndsAfter = 1, WaitsFrom = 1 }, "done", 1);
    }

    [Test, Hidden, Points(0.5), Hint("The token reaches the work, and the consumer gets an OperationCanceledException.")]
    public void A_cancellation_ends_everything()
    {
        Ends(new(1000, 3, 6) { CancelsAfter = 5, WaitsFrom = 6 }, "cancelled", 5, 6);
        Ends(new(1000, 2, 3) { CancelsAfter = 1, WaitsFrom = 1 }, "cancelled", 1);
    }

    [Test, Points(1), Hint("A key that is added again stays where it is: neither its value nor its age changes. When the window is full, the oldest goes.")]
    public void A_window_forgets_the_oldest_key_first()
    {
        Plays(3, [1, 2, 3, 4, 5, 1, 2]);
        Plays(1, [1, 1, 2, 1]);
        Plays(4, [1, 2, 3, 1, 1, 4, 5, 6, 1]);
        Plays(50, [.. Enumerable.Range(0, 600).Select(_ => Unseen.Next(120))]);
    }

    [Test, Hidden, Points(1), Hint("A key that is forgotten must leave the dictionary too.")]
    public void A_window_holds_the_same_memory_however_many_keys_come()
    {
        var bytes = Student.Call(StageProbes.WindowBytes, 5000);
        Record("window_growth", new Figure(Math.Max(0, bytes), "bytes"), new Budget(1_000_000, "bytes", AtMost: true));
        Expect.For("300,000 keys through a window of 5,000", Window).Between("bytes more than after 10,000 keys,", bytes, long.MinValue, 1_000_000);
    }

    private void Ends(StageRequest request, string outcome, int results, int? orSo = null)
    {
        var answer = Student.Call(StageProbes.Run, request);
        var expect = Expect.For(Described(request), Stage);
        expect.Equal("the outcome", answer.Outcome, outcome);
        expect.Between("the number of results", answer.Results.Length, results, orSo ?? results);
        expect.Equal("the results", answer.Results, Enumerable.Range(0, answer.Results.Length).Select(i => 3 * i));
        expect.Equal("items taken before a result was asked for:", answer.TakenBefore, 0);
        expect.Between("items worked on at a time, at most", answer.Most, 0, request.Workers);
        expect.Equal("items still worked on when it ended:", answer.Running, 0);
        expect.Equal("that the source is disposed:", answer.Disposed, true);
    }

    private void Plays(int capacity, int[] keys)
    {
        var sought = keys.Distinct().Order().ToArray();
        var got = Student.Call(StageProbes.Window, new WindowScript(capacity, keys, sought));
        var known = new List<(int Key, int Place)>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (known.TrueForAll(one => one.Key != keys[i]))
            {
                known.Add((keys[i], i));
                known.RemoveRange(0, Math.Max(0, known.Count - capacity));
            }

            Expect.For($"A window of {capacity}, and the keys {string.Join(", ", keys.Take(i + 1).TakeLast(20))}", Window)
                .Equal($"the places under which {string.Join(", ", sought.Take(20))}{(sought.Length > 20 ? ", ..." : "")} are known, -1 for none:", got[i], sought.Select(key => known.Find(one => one.Key == key) is var one && known.Contains(one) ? one.Place : -1));
        }
    }

    private static string Described(StageRequest request) =>
        $"{request.Items} items, {request.Workers} workers, a capacity of {request.Capacity}" +
        (request.After.Count > 0 ? ", some items ready only after later ones" : "") + (request.WorkFailsAt is { } work ? $", work that fails at item {work}" : "") + (request.SourceFailsAt is { } source ? $", a source that fails at item {source}" : "") +
        (request.EndsAfter is { } end ? $", a consumer that ends after {end} results" : "") + (request.CancelsAfter is { } cancel ? $", a cancellation after {cancel} results" : "") + (request.WaitsFrom is { } waits ? $", work that waits for its cancellation from item {waits} on" : "");
}
