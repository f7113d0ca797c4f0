using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(5, "A pool with a memory budget: least recent use, idle time, waiting")]
[Points(18)]
[Hint("A list of waiting requests in their order, the state of each model, one lock, and one method that serves what it can: call it after every change.")]
public class PoolTests : TaskFixture
{
    private const string Where = "ChatPool.RentAsync";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("Rule 1. Who comes while it is loading waits for the same loading.")]
    public void A_model_is_loaded_once_in_another_thread_however_many_ask()
    {
        new PoolScript(100, ("A", 60), ("B", 40)).Loading("A", "B")
            .Then("rent a A", "a waits | loading A").Then("rent b A", "a waits, b waits | loading A").Stays("rent c A", "a waits, b waits, c waits | loading A")
            .Then("rent d B", "a waits, b waits, c waits, d waits | loading A, B")
            .Stays("load A", "a has A, b has A, c has A, d waits | loaded A | loading B")
            .Then("load B", "a has A, b has A, c has A, d has B | loaded A, B")
            .Then("rent e A", "a has A, b has A, c has A, d has B, e has A | loaded B, A")
            .Then("return a", "b has A, c has A, d has B, e has A | loaded B, A").Stays("return e", "b has A, c has A, d has B | loaded B, A")
            .Then("return b", "c has A, d has B | loaded B, A").Then("return d", "c has A | loaded A, B").Then("rent f A", "c has A, f has A | loaded B, A")
            .Run(Student, "A 1, B 1", $"{Where}: rule 1");
        MustNotCall("Frugal.Serving.Models.ModelPool`1");

        new PoolScript(100, ("A", 100), ("B", 101)).Then("rent a A", "a has A | loaded A")
            .Stays("rent b C", "a has A, b failed (ArgumentException) | loaded A")
            .Run(Student, "A 1", $"{Where}: a name that the pool does not have");
        var alone = Student.Call(PoolProbes.Steps, new PoolPlan([new("A", 1000, false, false), new("B", 123_457, false, false)], 123_456, 60, [new("rent a A", "a has A | loaded A", false), new("rent b B", "", false)]));
        Expect.For("A model of 123457 bytes, and a budget of 123456", $"{Where}: what can never fit").That(
            alone.Seen.Length == 2 && alone.Seen[1].StartsWith("a has A, b failed (", StringComparison.Ordinal) && alone.Seen[1].EndsWith(" | loaded A", StringComparison.Ordinal) && Numbers.Names(alone.Seen[1], 123_457, 123_456),
            "a FrugalException at once, with both numbers of bytes, and no model disposed", alone.Seen[^1]);
    }

    [Test, Points(3), Hint("Rules 2 and 3. What is being disposed still counts. A model's last use is when it was last lent or returned.")]
    public void Unused_models_make_room_the_least_recently_used_first_and_no_more_than_needed()
    {
        new PoolScript(100, ("A", 40), ("B", 30), ("C", 30), ("D", 50)).Loading("D").Disposing("B", "C")
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Then("rent c C", "a has A, b has B, c has C | loaded A, B, C")
            .Then("return b", "a has A, c has C | loaded A, C, B").Then("return c", "a has A | loaded A, B, C").Then("return a", " | loaded B, C, A")
            .Stays("rent d D", "d waits | loaded A | disposing B, C").Stays("gone C", "d waits | loaded A | disposing B").Then("gone B", "d waits | loaded A | loading D")
            .Stays("load D", "d has D | loaded A, D")
            .Run(Student, "A 1, B 1, C 1, D 1", $"{Where}: rules 2 and 3");

        new PoolScript(100, ("A", 40), ("B", 30), ("C", 30), ("D", 30))
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Then("rent c C", "a has A, b has B, c has C | loaded A, B, C")
            .Then("return c", "a has A, b has B | loaded A, B, C").Stays("rent d D", "a has A, b has B, d has D | loaded A, B, D")
            .Then("return b", "a has A, d has D | loaded A, D, B").Then("return d", "a has A | loaded A, B, D").Then("return a", " | loaded B, D, A").Then("rent e B", "e has B | loaded D, A, B")
            .Stays("rent f C", "e has B, f has C | loaded A, B, C").Then("return f", "e has B | loaded A, B, C").Then("return e", " | loaded A, C, B")
            .Run(Student, "A 1, B 1, C 2, D 1", $"{Where}: a model in use is never disposed, however long ago it was lent");

        new PoolScript(100, ("A", 40), ("B", 30), ("C", 30), ("D", 31), ("E", 61))
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Then("rent c C", "a has A, b has B, c has C | loaded A, B, C").Then("return b", "a has A, c has C | loaded A, C, B")
            .Then("return c", "a has A | loaded A, B, C").Stays("rent e E", "a has A, e waits | loaded A, B, C").Stays("rent d D", "a has A, e waits, d waits | loaded A, B, C").Then("cancel e", "a has A, e cancelled, d has D | loaded A, D")
            .Run(Student, "A 1, B 1, C 1, D 1", $"{Where}: room that is one byte too small, and requests behind one that waits");

        new PoolScript(100, ("A", 25), ("B", 25), ("C", 25), ("D", 25), ("E", 25)).Disposing("A")
            .Then("rent a A", "a has A | loaded A").Then("return a", " | loaded A").Then("rent b B", "b has B | loaded A, B").Then("return b", " | loaded A, B").Then("rent c C", "c has C | loaded A, B, C").Then("return c", " | loaded A, B, C")
            .Then("rent d D", "d has D | loaded A, B, C, D").Then("return d", " | loaded A, B, C, D").Stays("rent e E", "e waits | loaded B, C, D | disposing A").Stays("rent f E", "e waits, f waits | loaded B, C, D | disposing A")
            .Stays("gone A", "e has E, f has E | loaded B, C, D, E")
            .Run(Student, "A 1, B 1, C 1, D 1, E 1", $"{Where}: room that is being made already");

        new PoolScript(100, ("A", 50), ("B", 50), ("C", 50)).Disposing("A", "B", "C")
            .Then("rent a A", "a has A | loaded A").Then("return a", " | loaded A").Stays("rent b B", "b has B | loaded A, B").Then("return b", " | loaded A, B")
            .Then("rent c C", "c waits | loaded B | disposing A").Stays("rent d C", "c waits, d waits | loaded B | disposing A").Then("gone A", "c has C, d has C | loaded B, C")
            .Run(Student, "A 1, B 1, C 1", $"{Where}: the second request for room, while the first disposal is under way");
    }

    [Test, Points(3), Hint("Rule 4. First come, first served: also a request for a loaded model waits behind one that waits for room.")]
    public void Requests_wait_in_their_order_and_none_for_ever()
    {
        new PoolScript(100, ("A", 60), ("B", 60), ("C", 30)).Loading("B", "C").Disposing("A")
            .Then("rent a A", "a has A | loaded A").Stays("rent b B", "a has A, b waits | loaded A").Stays("rent c A", "a has A, b waits, c waits | loaded A")
            .Stays("rent d C", "a has A, b waits, c waits, d waits | loaded A").Stays("rent e B", "a has A, b waits, c waits, d waits, e waits | loaded A")
            .Stays("return a", "b waits, c waits, d waits, e waits | disposing A").Stays("gone A", "b waits, c waits, d waits, e waits | loading B")
            .Stays("load B", "b has B, c waits, d waits, e has B | loaded B").Stays("return b", "c waits, d waits, e has B | loaded B")
            .Then("return e", "c has A, d waits | loaded A | loading C").Then("load C", "c has A, d has C | loaded A, C")
            .Run(Student, "A 2, B 1, C 1", $"{Where}: rule 4");

        new PoolScript(100, ("A", 50), ("B", 50), ("C", 100))
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Stays("rent c C", "a has A, b has B, c waits | loaded A, B")
            .Stays("rent d B", "a has A, b has B, c waits, d waits | loaded A, B").Then("return b", "a has A, c waits, d waits | loaded A, B")
            .Then("return a", "c has C, d waits | loaded C").Then("rent e C", "c has C, d waits, e waits | loaded C").Stays("return c", "d has B, e waits | loaded B").Then("return d", "e has C | loaded C")
            .Run(Student, "A 1, B 2, C 2", $"{Where}: a request that needs all the room, and those that come after it");
    }

    [Test, Points(2), Hint("Rule 5. clock.CreateTimer when the last request ended; a new request ends the idle time.")]
    public void An_unused_model_is_disposed_after_its_idle_time()
    {
        new PoolScript(100, ("A", 40), ("B", 40)) { IdleAfter = 10 }
            .Then("rent a A", "a has A | loaded A").Then("rent b A", "a has A, b has A | loaded A").Then("return a", "b has A | loaded A").Stays("pass 100", "b has A | loaded A")
            .Then("return b", " | loaded A").Stays("pass 9.999", " | loaded A").Then("rent c A", "c has A | loaded A").Stays("pass 30", "c has A | loaded A").Then("return c", " | loaded A")
            .Then("pass 5", " | loaded A").Then("rent f A", "f has A | loaded A").Then("return f", " | loaded A").Stays("pass 5", " | loaded A").Then("rent g A", "g has A | loaded A").Then("return g", " | loaded A")
            .Then("pass 6", " | loaded A").Then("rent d B", "d has B | loaded A, B").Then("return d", " | loaded A, B").Stays("pass 3.999", " | loaded A, B").Stays("pass 0.001", " | loaded B")
            .Stays("pass 5.999", " | loaded B").Stays("pass 0.001", "").Then("rent e A", "e has A | loaded A")
            .Run(Student, "A 2, B 1", "ChatPool: rule 5, and what a new request does to the idle time");

        new PoolScript(100, ("A", 60), ("B", 60)) { IdleAfter = 10 }.Loading("A")
            .Then("rent a A", "a waits | loading A").Then("load A", "a has A | loaded A").Then("return a", " | loaded A").Then("pass 4", " | loaded A").Then("rent b B", "b has B | loaded B").Then("return b", " | loaded B")
            .Then("rent c A", "c waits | loading A").Stays("pass 9", "c waits | loading A").Then("load A", "c has A | loaded A").Stays("pass 20", "c has A | loaded A")
            .Run(Student, "A 2, B 1", "ChatPool: the idle time of a model that has been disposed meanwhile");

        new PoolScript(100, ("A", 60), ("B", 40), ("C", 60)) { IdleAfter = 10 }.Disposing("B")
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Then("return b", "a has A | loaded A, B").Then("pass 10", "a has A | loaded A | disposing B")
            .Stays("rent c B", "a has A, c waits | loaded A | disposing B").Then("gone B", "a has A, c has B | loaded A, B").Then("return a", "c has B | loaded B, A").Stays("pass 10", "c has B | loaded B")
            .Run(Student, "A 1, B 2", "ChatPool: a request for a model that is just being disposed");
    }

    [Test, Points(2), Hint("Rule 6. Take the failed loading out of the state, fail those who wait for it, and serve the next.")]
    public void A_failed_loading_fails_those_who_wait_for_it_and_serves_the_next()
    {
        new PoolScript(100, ("A", 60)).Loading("A")
            .Then("rent a A", "a waits | loading A").Stays("fail A", "a failed (A cannot be loaded)").Then("rent b A", "a failed (A cannot be loaded), b waits | loading A").Then("load A", "a failed (A cannot be loaded), b has A | loaded A")
            .Run(Student, "A 2", $"{Where}: rule 6, the next request");
        new PoolScript(100, ("A", 60), ("B", 60)).Loading("A")
            .Then("rent a A", "a waits | loading A").Then("rent b A", "a waits, b waits | loading A").Stays("rent c B", "a waits, b waits, c waits | loading A").Then("rent d A", "a waits, b waits, c waits, d waits | loading A")
            .Stays("fail A", "a failed (A cannot be loaded), b failed (A cannot be loaded), c has B, d failed (A cannot be loaded) | loaded B")
            .Then("rent e A", "a failed (A cannot be loaded), b failed (A cannot be loaded), c has B, d failed (A cannot be loaded), e waits | loaded B")
            .Then("return c", "a failed (A cannot be loaded), b failed (A cannot be loaded), d failed (A cannot be loaded), e waits | loading A")
            .Then("load A", "a failed (A cannot be loaded), b failed (A cannot be loaded), d failed (A cannot be loaded), e has A | loaded A")
            .Run(Student, "A 2, B 1", $"{Where}: rule 6");
    }

    [Test, Hidden, Points(2), Hint("Who gives up is taken out of the list, and then the others are served: nobody else calls.")]
    public void A_request_that_is_cancelled_holds_nobody_up()
    {
        new PoolScript(100, ("A", 60), ("B", 60), ("C", 40)) { IdleAfter = 10 }.Loading("B")
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b waits | loaded A").Then("rent c C", "a has A, b waits, c waits | loaded A").Then("rent d C", "a has A, b waits, c waits, d waits | loaded A")
            .Stays("cancel b", "a has A, b cancelled, c has C, d has C | loaded A, C")
            .Stays("cancel a", "a has A, b cancelled, c has C, d has C | loaded A, C").Then("return a", "b cancelled, c has C, d has C | loaded C, A").Then("return d", "b cancelled, c has C | loaded A, C")
            .Then("rent e B", "b cancelled, c has C, e waits | loaded C | loading B").Then("rent f B", "b cancelled, c has C, e waits, f waits | loaded C | loading B").Then("cancel e", "b cancelled, c has C, e cancelled, f waits | loaded C | loading B")
            .Stays("load B", "b cancelled, c has C, e cancelled, f has B | loaded C, B")
            .Run(Student, "A 1, B 1, C 1", $"{Where}: what a cancellation changes for the others");

        new PoolScript(100, ("A", 60), ("B", 60)).Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b waits | loaded A").Stays("rent c A", "a has A, b waits, c waits | loaded A")
            .Then("cancel b", "a has A, b cancelled, c has A | loaded A")
            .Run(Student, "A 1", $"{Where}: who waited only for the order");

        new PoolScript(100, ("A", 60), ("B", 60)) { IdleAfter = 10 }.Loading("A")
            .Then("rent a A", "a waits | loading A").Stays("cancel a", "a cancelled | loading A").Stays("load A", "a cancelled | loaded A").Stays("pass 10", "a cancelled")
            .Then("rent-cancelled b B", "a cancelled, b cancelled").Then("rent c B", "a cancelled, b cancelled, c has B | loaded B")
            .Run(Student, "A 1, B 1", $"{Where}: a loading that nobody waits for any more");
    }

    [Test, Hidden, Points(1.5), Hint("Dispose fails the waiting, disposes the unused; a model in use is disposed when it is returned, one that is loading when it is loaded.")]
    public void A_pool_that_is_disposed_serves_nobody_and_disposes_everything()
    {
        new PoolScript(150, ("A", 50), ("B", 50), ("C", 50), ("D", 100)).Loading("C").Disposing("B")
            .Then("rent a A", "a has A | loaded A").Then("rent b B", "a has A, b has B | loaded A, B").Then("return b", "a has A | loaded A, B").Then("rent c C", "a has A, c waits | loaded A, B | loading C")
            .Then("rent d D", "a has A, c waits, d waits | loaded A, B | loading C")
            .Stays("close", "a has A, c failed (ObjectDisposedException), d failed (ObjectDisposedException) | loaded A | loading C | disposing B")
            .Then("rent e A", "a has A, c failed (ObjectDisposedException), d failed (ObjectDisposedException), e failed (ObjectDisposedException) | loaded A | loading C | disposing B")
            .Then("load C", "a has A, c failed (ObjectDisposedException), d failed (ObjectDisposedException), e failed (ObjectDisposedException) | loaded A | disposing B")
            .Then("gone B", "a has A, c failed (ObjectDisposedException), d failed (ObjectDisposedException), e failed (ObjectDisposedException) | loaded A")
            .Then("close", "a has A, c failed (ObjectDisposedException), d failed (ObjectDisposedException), e failed (ObjectDisposedException) | loaded A")
            .Stays("return a", "c failed (ObjectDisposedException), d failed (ObjectDisposedException), e failed (ObjectDisposedException)")
            .Run(Student, "A 1, B 1, C 1", "ChatPool.Dispose");
    }

    [Test, Hidden, Points(2.5), Hint("The six rules at once: is every change followed by a look at the waiting requests, and every number changed under the lock?")]
    public void Whatever_happens_at_the_same_time_the_rules_hold()
    {
        const long Budget = 100_000;
        for (var run = 0; run < 3; run++)
        {
            var plan = new StormPlan(Unseen.Next(1_000_000), Users: 8, Uses: 40, [.. Enumerable.Range(0, 5).Select(_ => Unseen.NextInt64(20_000, 70_000)), Budget], Budget);
            var storm = Student.Call(PoolProbes.Storm, plan);

            var expect = Expect.For($"{plan.Users} users with {plan.Uses} requests each for models of {string.Join(", ", plan.Bytes)} bytes within {Budget}, some cancelled, some loadings failing", "ChatPool: every change under the lock");
            expect.Equal("requests without an answer:", storm.Stuck, 0);
            expect.Equal("violations:", storm.Violations, []);
            expect.Equal("requests:", storm.Lent + storm.Failed + storm.Cancelled, plan.Users * plan.Uses);
            expect.That(storm.Lent > plan.Users * plan.Uses / 3, "most requests to be served", $"{storm.Lent} of {plan.Users * plan.Uses}");
            expect.Equal("models left in memory after Dispose:", storm.LeftInMemory, 0);
            Record("pool_peak", new Figure(storm.Most, "bytes"), new Budget(Budget, "bytes", AtMost: true));
        }

        var hammer = Student.Call(PoolProbes.Hammer, Unseen.Next(1_000_000));
        var hard = Expect.For("4 users who rent and return without a pause, for a second, until the pool is disposed", "ChatPool: every change under the lock");
        hard.Equal("requests without an answer:", hammer.Stuck, 0);
        hard.Equal("violations:", hammer.Violations, []);
        hard.That(hammer.Lent > 50, "more than 50 requests to be served", $"{hammer.Lent}");
        hard.Equal("models left in memory after Dispose:", hammer.LeftInMemory, 0);
    }
}
