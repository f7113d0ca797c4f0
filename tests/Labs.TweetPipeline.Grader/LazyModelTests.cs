using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(6, "A lazy model: opened by its first use, once")]
[Points(8)]
[Hint("A run that finds every answer in the cache must not pay for the model.")]
public class LazyModelTests : TaskFixture
{
    private const string Where = "LazyModel";

    [Test, Points(1.5), Hint("The constructor opens nothing, and neither does IsOpen.")]
    public void The_first_use_opens_the_model_and_later_ones_share_it()
    {
        Plays([], 0, 0);
        Plays(["open?", "open?"], 0, 0, "not open", "not open");
        Plays(["open?", "get", "open?", "get", "get"], 1, 0, "not open", "model 1", "open", "model 1", "model 1");
    }

    [Test, Points(2), Hint("Check and open under one lock.")]
    public void Threads_that_come_together_open_it_once()
    {
        var answer = Student.Call(LazyProbes.Together, 0);
        var expect = Expect.For("Six threads that use the model at the same time", $"{Where}.Get");
        expect.Equal("openings", answer.Opened, 1);
        expect.Equal("what the threads got:", answer.Steps, Enumerable.Repeat("model 1", 6));
    }

    [Test, Points(1.5), Hint("Lazy<T> keeps an exception for ever: after a failure the next use must try again.")]
    public void After_an_opening_that_fails_the_next_use_tries_again()
    {
        Plays(["get", "open?", "get", "get", "open?", "get"], 3, 0, 2, nameof(InvalidDataException), "not open", nameof(InvalidDataException), "model 3", "open", "model 3");
        Plays(["get", "dispose"], 1, 0, 1, nameof(InvalidDataException), "disposed");
    }

    [Test, Hidden, Points(1), Hint("A waiting thread tries again itself; it does not get the exception of another one.")]
    public void Of_threads_that_wait_only_the_one_that_opened_gets_the_failure()
    {
        var answer = Student.Call(LazyProbes.Together, 1);
        var expect = Expect.For("Six threads at the same time, and a first opening that fails", $"{Where}.Get");
        expect.Equal("openings", answer.Opened, 2);
        expect.Equal("openings at a time, at most:", answer.Disposed, 1);
        expect.Equal("what the threads got:", answer.Steps, [nameof(InvalidDataException), .. Enumerable.Repeat("model 2", 5)]);
    }

    [Test, Points(1), Hint("Dispose opens nothing, disposes what is open, and does it once.")]
    public void It_disposes_what_is_open_once()
    {
        Plays(["dispose"], 0, 0, "disposed");
        Plays(["get", "dispose", "dispose", "open?"], 1, 1, "model 1", "disposed", "disposed", "not open");
        Plays(["dispose", "get", "open?"], 0, 0, "disposed", nameof(ObjectDisposedException), "not open");
        Plays(["get", "dispose", "get"], 1, 1, "model 1", "disposed", nameof(ObjectDisposedException));
    }

    [Test, Hidden, Points(1), Hint("IsOpen takes no lock; Dispose waits for the opening that is under way.")]
    public void While_it_is_being_opened_asking_does_not_wait_and_a_disposal_does()
    {
        var asked = Student.Call(LazyProbes.Meanwhile, false);
        Expect.For("A model that is being opened", $"{Where}.IsOpen").Equal("what the steps gave:", asked.Steps, ["not open", "waits or passes", "model 1", "model 1"]);
        var disposed = Student.Call(LazyProbes.Meanwhile, true);
        var expect = Expect.For("A model that is disposed while it is being opened", $"{Where}.Dispose");
        expect.Equal("whether it waits", disposed.Steps[1], "waits or passes");
        expect.Equal("disposals of the model", disposed.Disposed, 1);
        expect.Equal("a use afterwards", disposed.Steps[3], nameof(ObjectDisposedException));
    }

    private void Plays(string[] steps, int opened, int disposed, params string[] right) => Plays(steps, opened, disposed, 0, right);

    private void Plays(string[] steps, int opened, int disposed, int failures, params string[] right)
    {
        var answer = Student.Call(LazyProbes.Play, new LazyRequest(steps, failures));
        var expect = Expect.For(steps.Length == 0 ? "A lazy model that nobody uses" : $"The steps {string.Join(", ", steps)}{(failures > 0 ? $", of which {failures} openings fail" : "")}", Where);
        expect.Equal("what they gave:", answer.Steps, right);
        expect.Equal("openings", answer.Opened, opened);
        expect.Equal("disposals", answer.Disposed, disposed);
    }
}
