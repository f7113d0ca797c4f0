using Frugal.Serving.Models;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Tests.Pool;

public class WaitingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly ModelPoolOptions OneAtATime = new() { MaxModels = 1, CollateFor = 5 * Second, LongestWait = 60 * Second };

    [Test]
    public void Requests_for_one_model_are_answered_together()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));
        var answers = "abcabc".Select(name => stage.Ask(name.ToString())).ToList();

        for (var turn = 0; turn < 3; turn++)
        {
            stage.Settle();
            foreach (var answer in answers.Where(answer => answer.IsCompleted).ToList())
            {
                stage.Granted(answer).Dispose();
                answers.Remove(answer);
            }
        }

        stage.Settle();
        Assert.That(answers, Is.Empty);
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b", "-b", "+c" }));
    }

    [Test]
    public void A_model_in_steady_use_gives_way_after_the_time_for_collation()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        var first = stage.Rent("a");
        var other = stage.Ask("b");
        stage.Clock.Advance(4.9 * Second);
        var second = stage.Rent("a");
        stage.Clock.Advance(0.2 * Second);
        var third = stage.Ask("a");
        first.Dispose();
        stage.Settle();

        Assert.That((third.IsCompleted, other.IsCompleted), Is.EqualTo((false, false)), "a is lent no more, and still in use");
        second.Dispose();
        stage.Settle();
        stage.Granted(other).Dispose();
        stage.Settle();
        stage.Granted(third).Dispose();
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b", "-b", "+a" }));
    }

    [Test]
    public void Nobody_starves_while_two_models_are_in_steady_use()
    {
        using var stage = new Stage(OneAtATime with { MaxModels = 2 }, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));
        var running = new Queue<ModelLease<FakeModel>>([stage.Rent("a"), stage.Rent("b")]);
        var waiting = new List<Task<Answer<FakeModel>>>();
        var starving = stage.Ask("c");
        var rounds = 0;

        // A request for each every second, each of which takes two: neither is idle for a moment.
        for (; rounds < 20 && !starving.IsCompleted; rounds++)
        {
            stage.Clock.Advance(Second);
            waiting.AddRange([stage.Ask("a"), stage.Ask("b")]);
            stage.Settle();
            waiting.Where(request => request.IsCompleted).Select(stage.Granted).ToList().ForEach(running.Enqueue);
            waiting.RemoveAll(request => request.IsCompleted);
            while (running.Count > 3)
            {
                running.Dequeue().Dispose();
                stage.Settle();
            }
        }

        Assert.That(rounds, Is.InRange(5, 9), "5 s of collation, then the end of what runs");
    }

    [Test]
    public void The_model_that_gives_way_stays_the_same_while_its_requests_end()
    {
        using var stage = new Stage(OneAtATime with { MaxModels = 2 }, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));
        var (first, second) = (stage.Rent("a"), stage.Rent("a"));
        stage.Clock.Advance(Second);
        var other = stage.Rent("b");
        var waiting = stage.Ask("c");
        stage.Clock.Advance(5 * Second);
        first.Dispose();                       // a is now the one used last

        Assert.That((stage.Ask("b").IsCompletedSuccessfully, stage.Ask("a").IsCompleted), Is.EqualTo((true, false)), "b goes on, a gives way");
        second.Dispose();
        stage.Settle();
        stage.Granted(waiting).Dispose();
        other.Dispose();
    }

    [Test]
    public void A_pinned_model_waits_for_nobody()
    {
        using var stage = new Stage(OneAtATime with { MaxModels = 2 }, ("a", 1, 0), ("b", 1, 0), ("p!", 1, 0));
        using var lease = stage.Rent("a");
        var waiting = stage.Ask("b");

        stage.Rent("p").Dispose();

        Assert.That(waiting.IsCompleted, Is.False);
    }

    [Test]
    public void A_request_that_has_waited_too_long_is_refused_and_may_come_back()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        var lease = stage.Rent("a");
        var waiting = stage.Ask("b");
        stage.Clock.Advance(59.9 * Second);
        Assert.That(waiting.IsCompleted, Is.False);

        stage.Clock.Advance(0.2 * Second);

        var refusal = waiting.Result.Refusal!;
        Assert.That((refusal.Status, refusal.Code, refusal.RetryAfter), Is.EqualTo((503, "model_busy", (TimeSpan?)TimeSpan.FromSeconds(10))));
        Assert.That(refusal.Detail, Does.StartWith("'b' was not ready within 60 s"));
        stage.Use("a");
        lease.Dispose();
        Assert.That((stage.Loaded, stage["b"].Waiting), Is.EqualTo(("a", 0)), "a serves on");
    }

    [Test]
    public async Task The_refusal_is_thrown_as_a_problem()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        using var lease = stage.Rent("a");
        var waiting = stage.Pool.RentAsync("b");
        stage.Clock.Advance(61 * Second);

        Assert.That((await Assert.ThrowsAsync<ProblemException>(() => waiting))!.Problem.Code, Is.EqualTo("model_busy"));
        Assert.That((await Assert.ThrowsAsync<FrugalException>(() => stage.Pool.RentAsync("x")))!.Message, Does.Contain("Its models: a, b"));
    }

    [Test]
    public void A_cancelled_request_leaves_no_trace()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        var lease = stage.Rent("a");
        using var caller = new CancellationTokenSource();
        var waiting = stage.Ask("b", caller.Token);
        stage.Clock.Advance(6 * Second);
        var held = stage.Ask("a");
        Assert.That(held.IsCompleted, Is.False, "a drains for b");

        caller.Cancel();

        Assert.That((waiting.IsCanceled, stage["b"].Waiting), Is.EqualTo((true, 0)));
        stage.Granted(held).Dispose();
        lease.Dispose();
        stage.Settle();
        Assert.That((stage.Log.Count, stage.Loaded), Is.EqualTo((1, "a")), "a drains for nobody any more");
        Assert.That(() => stage.Ask("b", caller.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_request_cancelled_during_its_load_leaves_the_model_to_others()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        using var caller = new CancellationTokenSource();
        var cancelled = stage.Ask("a", caller.Token);
        caller.Cancel();
        stage.Settle();

        Assert.That((cancelled.IsCanceled, stage["a"].Leases, stage.Loaded), Is.EqualTo((true, 0, "a")));
        stage.Use("b");
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b" }));
    }

    [Test]
    public void A_cancellation_after_the_grant_changes_nothing()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0));
        using var caller = new CancellationTokenSource();
        var answer = stage.Ask("a", caller.Token);
        stage.Settle();
        caller.Cancel();

        using var lease = stage.Granted(answer);

        Assert.That((stage["a"].Leases, lease.Model.IsFreed), Is.EqualTo((1, false)));
    }

    [Test]
    public void A_failed_load_gives_its_memory_back_and_those_who_wait_for_others_go_on()
    {
        using var stage = new Stage(OneAtATime, ("a", 1, 0), ("b", 1, 0));
        stage.Broken.Add("a");
        var (broken, other) = (stage.Ask("a"), stage.Ask("b"));

        stage.Settle();

        Assert.That(broken.Result.Refusal, Has.Property("Code").EqualTo("model_unavailable").And.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That((stage["a"].Memory, stage["a"].Failure), Is.EqualTo((Stage.Memory(0), "a is broken")));
        stage.Granted(other).Dispose();
        stage.Broken.Clear();
        Assert.That(stage.Ask("a").Result.Refusal?.Code, Is.EqualTo("model_unavailable"), "not tried before its time");
        stage.Clock.Advance(10 * Second);
        stage.Use("a");
        Assert.That(stage.Log, Is.EqualTo(new[] { "!a", "+b", "-b", "+a" }));
        Assert.That(stage["a"].Failure, Is.Null);
    }

    [Test]
    public void Models_that_fit_are_loaded_side_by_side()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(2) }, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));
        var answers = "abc".Select(name => stage.Ask(name.ToString())).ToList();

        Assert.That(stage.Background, Is.EqualTo(2), "two loads in flight, and c waits");
        stage.RunOne(1);
        Assert.That(answers.Select(answer => answer.IsCompleted), Is.EqualTo(new[] { false, true, false }));
        stage.Settle();
        stage.Granted(answers[0]).Dispose();
        stage.Settle();
        stage.Granted(answers[2]).Dispose();
        stage.Granted(answers[1]).Dispose();
    }
}
