using Frugal.Gguf;
using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(1, "A model in memory only while it is used")]
[Points(14)]
[Hint("A Task<ILanguageModel> and a number of users behind a lock. Leave in a finally: who leaves last disposes the model.")]
public class LazyModelTests : TaskFixture
{
    private const string Where = "LazyModel.UseAsync";

    /// <summary>What may remain of 90 MB of weights: pieces that the C library keeps for the next time.</summary>
    private const long MayRemain = 40_000_000;

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2)]
    public void A_use_loads_the_model_and_frees_it_again()
    {
        var uses = Unseen.Next(2, 5);
        var answer = Student.Call(LazyProbes.Alone, uses);
        MustNotCall("Frugal.Serving.Models.ModelPool`1");

        var expect = Expect.For($"{uses} uses, one after the other", $"{Where}: what the first and the last user do");
        expect.Equal("the outcomes", answer.Outcomes, Enumerable.Repeat("done", uses));
        expect.Equal("what was seen:", answer.Facts,
            ["before: not loaded", .. Enumerable.Range(1, uses).SelectMany(use => new[] { $"use {use}: loaded, opened 1, 2 tokens", $"after use {use}: not loaded, result {use - 1}, disposed {use}, released {use}" })]);
        expect.Equal("models in memory at a time, at most:", answer.Most, 1);
    }

    [Test, Points(2.5), Hint("Create the task under the lock if there is none; Task.Run(open) loads in another thread.")]
    public void Users_who_come_during_the_loading_share_it_and_the_model()
    {
        var users = Unseen.Next(5, 20);
        var answer = Student.Call(LazyProbes.Together, users);

        var expect = Expect.For($"{users} users at the same time, who come while the model is loaded", $"{Where}: one Task<ILanguageModel> for all");
        expect.Equal("what was seen:", answer.Facts.Where(fact => !fact.StartsWith("while", StringComparison.Ordinal)),
            ["nobody was held up", "all use it at the same time", "different models: 1", "one is left: loaded, disposed 0, released 0"]);
        expect.Equal("Loaded during the loading:", answer.Facts.Where(fact => fact.StartsWith("while", StringComparison.Ordinal)).Distinct(), ["while it is loaded: not loaded"]);
        Freed(expect, answer, opened: 1, Enumerable.Repeat("done", users));
        Expect.For("Two users at the very same moment, up to 400 times", $"{Where}: between the question whether it is loaded and the loading, the other user asks too")
            .Equal("rounds with two openings:", Student.Call(LazyProbes.Race, 400), 0);
    }

    [Test, Points(1.5), Hint("await the disposal, then call released(), then return.")]
    public void The_task_of_the_last_user_completes_after_the_disposal_and_released()
    {
        var answer = Student.Call(LazyProbes.Leaving, 0);

        var expect = Expect.For("The last user, with a disposal and a released that take their time", $"{Where}: the order at the end");
        expect.Equal("what was seen:", answer.Facts,
            ["disposed after the use", "not complete during the disposal", "at released: disposed 1", "released after the disposal", "not complete during released"]);
        Freed(expect, answer, opened: 1, ["done"]);
    }

    [Test, Points(1), Hint("finally.")]
    public void The_exception_of_a_user_frees_the_model_too()
    {
        var answer = Student.Call(LazyProbes.Throwing, 0);

        var expect = Expect.For("A use that throws at once, and one whose task throws", $"{Where}: how a user leaves");
        expect.Equal("what was seen:", answer.Facts, ["disposed 1, released 1", "disposed 2, released 2, not loaded"]);
        Freed(expect, answer, opened: 2, ["FrugalException: at once", "FrugalException: later"]);
    }

    [Test, Hidden, Points(1.5), Hint("A task that has failed is not shared with those who come after the failure, even while others still leave.")]
    public void A_failed_loading_fails_all_who_wait_and_the_next_user_tries_again()
    {
        var answer = Student.Call(LazyProbes.Failing, 8);

        var expect = Expect.For("8 users, a first loading that fails, and each of them again right after its failure");
        expect.Equal("the outcomes", answer.Outcomes, [.. Enumerable.Repeat("FrugalException: no such file", 8), .. Enumerable.Repeat("done", 8)]);
        expect.Equal("what was seen:", answer.Facts, ["not loaded, two openings or more: yes"]);
        expect.Equal("models that were opened and are not disposed:", answer.Opened - 1 - answer.Disposed, 0);
        expect.Equal("calls of released, one for each disposal:", answer.Released, answer.Disposed);
    }

    [Test, Hidden, Points(1.5), Hint("task.WaitAsync(cancellation) ends the wait; the loading itself gets no token. A user who gave up no longer counts.")]
    public void A_user_who_gives_up_leaves_at_once_and_the_loading_goes_on()
    {
        var one = Student.Call(LazyProbes.OneGivesUp, 0);
        var expect = Expect.For("Two users wait for a loading, and one gives up");
        expect.Equal("what was seen:", one.Facts, ["loading", "then: still loading"]);
        Freed(expect, one, opened: 1, ["cancelled", "done"]);

        var all = Student.Call(LazyProbes.AllGiveUp, 0);
        expect = Expect.For("The only user gives up during the loading; later another one comes");
        expect.Equal("what was seen:", all.Facts, ["loading", "disposed when it was loaded", "not loaded"]);
        Freed(expect, all, opened: 2, ["cancelled", "done"]);

        var another = Student.Call(LazyProbes.GivesUpAndAnotherComes, 0);
        expect = Expect.For("The only user gives up during the loading, and another one comes before its end");
        Freed(expect, another, opened: 1, ["cancelled", "done"]);
    }

    [Test, Hidden, Points(2), Hint("A user who comes while the model is being disposed waits, then loads it again: a SemaphoreSlim.")]
    public void Nobody_gets_a_disposed_model_and_two_are_never_in_memory()
    {
        var during = Student.Call(LazyProbes.DuringDisposal, 0);
        var expect = Expect.For("A user who comes while the model is being disposed");
        expect.Equal("what was seen:", during.Facts, ["not opened during the disposal"]);
        expect.Equal("the outcomes", during.Outcomes, ["done", "done"]);
        expect.Equal("models in memory at a time, at most:", during.Most, 1);

        var storm = Student.Call(LazyProbes.Storm, Unseen.Next());
        expect = Expect.For("6 users with 60 uses each, which overlap by chance");
        expect.Equal("the outcomes", storm.Outcomes, Enumerable.Repeat("done", 6));
        expect.Equal("uses of a disposed model, and second disposals, in number:", storm.Late, 0);
        expect.Equal("models in memory at a time, at most:", storm.Most, 1);
        expect.Equal("disposals, and calls of released, for the openings:", (storm.Disposed, storm.Released), (storm.Opened, storm.Opened));
    }

    [Test, Points(2), Hint("Dispose the model, then call released: it gives the memory back to the system.")]
    public void A_real_model_leaves_no_memory_behind()
    {
        const int Cycles = 3;
        Student.Call(LazyProbes.Alone, 1);                 // what is not written yet is said before the file is made
        var seed = Unseen.Next();
        var model = Made.In(Scratch, "model.gguf", path => RandomLlama.Write(new LlamaShape("grader", "none", 512, 4, 8, 4, 1536), GgufType.F16, path, seed));
        var answer = Student.Call(RealModelProbes.Real, new RealRequest(model, Cycles));

        var expect = Expect.For($"A model of {new ByteSize(new FileInfo(model).Length)}, copied into memory, used and released, {Cycles} times", $"{Where}: Dispose, and released");
        expect.Equal("calls of released, in number:", answer.Released, Cycles);
        if (!answer.Known)
        {
            return;                                        // only Linux tells anonymous memory apart
        }

        var left = answer.After.Max() - answer.Before;
        Record("memory_in_use", new Figure(answer.During - answer.Before, "bytes"));
        Record("memory_left", new Figure(Math.Max(0, left), "bytes"), new Budget(MayRemain, "bytes", AtMost: true));
        expect.That(left <= MayRemain, $"at most {MayRemain:N0} bytes of anonymous memory more than before the first use", $"{left:N0} ({string.Join(", ", answer.After.Select(after => $"{after - answer.Before:N0}"))} after each use)");
    }

    private static void Freed(Expect expect, LazyAnswer answer, int opened, IEnumerable<string> outcomes)
    {
        expect.Equal("the outcomes", answer.Outcomes, outcomes);
        expect.Equal("openings:", answer.Opened, opened);
        expect.Equal("disposals:", answer.Disposed, opened);
        expect.Equal("calls of released:", answer.Released, opened);
        expect.Equal("uses of a disposed model, and second disposals, in number:", answer.Late, 0);
        expect.Equal("models in memory at a time, at most:", answer.Most, 1);
    }
}
