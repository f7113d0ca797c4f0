using Frugal.Measuring;
using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(2, "A bounded cache in memory: what was used longest ago makes room")]
[Points(10)]
[Hint("A dictionary finds a key; a linked list knows which was used longest ago. Reading is a use too.")]
public class LruTests : TaskFixture
{
    private const string Where = "LruCache";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(1.5), Hint("TryGet gives what Set stored, and false for a key that is not there.")]
    public void What_was_set_is_found() => Plays("three keys in a cache of 5", 5, Set(1, 10), Set(2, 20), Get(1), Get(2), Get(3), Set(3, 0), Get(3), Get(1));

    [Test, Points(2.5), Hint("The last use counts, not the insertion: TryGet moves its key to the front.")]
    public void The_entry_that_was_used_longest_ago_is_evicted()
    {
        Plays("a key that is read before the cache of 3 is full", 3, Set(1, 1), Set(2, 2), Set(3, 3), Get(1), Set(4, 4), Get(1), Get(2), Get(3), Get(4));
        Plays("a miss, which is no use", 2, Set(1, 1), Set(2, 2), Get(9), Set(3, 3), Get(1), Get(2), Get(3));
        foreach (var capacity in new[] { 1, 2, 5, 50 })
        {
            Plays($"2,000 random calls on a cache of {capacity}", capacity, [.. Enumerable.Range(0, 2000).Select(i => Unseen.Next(3) == 0 ? Set(Unseen.Next(2 * capacity + 1), i) : Get(Unseen.Next(2 * capacity + 1)))]);
        }
    }

    [Test, Points(1.5), Hint("Setting a key that is there replaces its value, uses it, and evicts nothing.")]
    public void Setting_a_key_again_replaces_its_value_and_uses_it()
    {
        Plays("a key that is set again in a full cache of 3", 3, Set(1, 1), Set(2, 2), Set(3, 3), Set(1, 100), Get(2), Get(3), Get(1));
        Plays("a key that is set again, then a new one", 2, Set(1, 1), Set(2, 2), Set(1, 11), Set(3, 3), Get(2), Get(1), Get(3));
    }

    [Test, Points(1), Hint("The constructor refuses them already; keep that.")]
    public void A_cache_of_one_works_and_a_cache_of_none_is_refused()
    {
        Plays("a cache of 1", 1, Set(1, 1), Get(1), Set(2, 2), Get(1), Get(2), Set(2, 3), Get(2));
        foreach (var capacity in new[] { 0, -1 })
        {
            Expect.For($"A capacity of {capacity}", Where).Equal("the outcome", Student.Call(LruProbes.Play, new LruScript(capacity, [], [])).Outcome, nameof(ArgumentOutOfRangeException));
        }
    }

    [Test, Hidden, Points(1.5), Hint("One lock around dictionary and list together.")]
    public void Threads_can_use_it_together() =>
        Expect.For("Four threads that set and get", Where).Equal("the cache", Student.Call(LruProbes.Together, new LruThreads(10, 4, 30_000)), "right");

    [Test, Hidden, Points(0.5), Hint("What is evicted must not stay in the dictionary, in the list or anywhere else.")]
    public void What_is_evicted_is_let_go() =>
        Expect.For("1,000 values through a cache of 10", Where).Between("values that are still held,", Student.Call(LruProbes.Held, 10), 1, 11);

    [Test, Points(1.5), WorkedBudget(Undone = 0.5, FasterThan = "a list that is searched"), Hint("Nothing is searched: the dictionary holds the nodes of the list.")]
    public void It_is_as_fast_for_a_large_cache()
    {
        Student.Call(LruProbes.Play, new LruScript(2, [1], [1]));
        using var reference = StudentProcess.Start(Limits, Scratch);
        using var worked = StudentProcess.Start(Limits, Scratch);
        Judge.SpeedUp(new TimedCalls<LruSpeed, int[]>
        {
            Batch = uses => new LruSpeed(2000, 32 * uses, Unseen.Next(100_000)),
            Subject = request => Student.Call(LruProbes.Timed, request),
            Reference = request => reference.Call(LruLists.ByList, request),
            Worked = request => worked.Call(LruLists.Worked, request),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            WorkedTime = worked.ProcessorTime,
            Check = (_, answer, right) => Expect.For("Uses of a cache of 2,000, while it is timed", Where).Equal("right uses:", answer, right),
        });
    }

    private void Plays(string name, int capacity, params (int Key, int? Value)[] calls)
    {
        var script = new LruScript(capacity, [.. calls.Select(call => call.Key)], [.. calls.Select(call => call.Value)]);
        var (got, right) = (Student.Call(LruProbes.Play, script), LruLists.Play(script));
        var expect = Expect.For(name, Where);
        expect.Equal("the outcome", got.Outcome, "done");
        for (var i = 0; i < calls.Length; i++)
        {
            var call = $"after {i} calls, {(calls[i].Value is { } value ? $"set {calls[i].Key} to {value}" : $"get {calls[i].Key}")}:";
            expect.Equal(call, got.Found[i], right.Found[i]);
            expect.Equal($"{call} the count", got.Counts[i], right.Counts[i]);
        }
    }

    private static (int Key, int? Value) Set(int key, int value) => (key, value);

    private static (int Key, int? Value) Get(int key) => (key, null);
}
