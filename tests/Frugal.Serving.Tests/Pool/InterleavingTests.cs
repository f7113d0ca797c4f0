using FsCheck.Fluent;
using Frugal.Serving.Models;

namespace Frugal.Serving.Tests.Pool;

/// <summary>The pool's promises under random interleavings: of single steps, which a seed draws again, and of threads.</summary>
public class InterleavingTests
{
    [Test]
    public void Every_order_of_requests_loads_unloads_and_cancellations_keeps_the_promises() =>
        Property.Holds(Gen.Choose(0, int.MaxValue - 1).ArrayOf(250), steps =>
        {
            using var judge = new Judge();
            Array.ForEach(steps, judge.Do);
            judge.End();
        });

    [Test]
    public async Task Threads_that_rent_cancel_and_unload_end_within_their_time_and_find_the_promises_kept()
    {
        const long budget = 3;
        long inMemory = 0, most = 0;
        var broken = new List<string>();
        string[] names = ["a", "b", "c", "d"];
        var sources = names.Select((name, i) => new ModelSource<FakeModel>(name, name, _ =>
        {
            var now = Interlocked.Add(ref inMemory, i % 2 + 1);
            InterlockedMax(ref most, now);
            Thread.SpinWait(2000);
            return new(name, _ => Interlocked.Add(ref inMemory, -(i % 2) - 1));
        })
        { Memory = _ => Stage.Memory(i % 2 + 1) });
        var pool = new ModelPool<FakeModel>([.. sources], new()
        {
            Memory = Stage.Budget(budget),
            IdleAfter = TimeSpan.FromMilliseconds(3),
            CollateFor = TimeSpan.FromMilliseconds(1),
            LongestWait = Patience.Longest(TimeSpan.FromSeconds(30)),
        });
        using var end = new CancellationTokenSource();
        var looks = 0;
        var health = Task.Run(async () =>
        {
            for (; !end.IsCancellationRequested; looks++)
            {
                _ = pool.Status;
                await Task.Yield();
            }
        });

        var seed = Random.Shared.Next();
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < 500; i++)
            {
                var name = names[random.Next(names.Length)];
                using var caller = new CancellationTokenSource();
                var renting = pool.RentAsync(name, caller.Token);
                if (random.Next(4) == 0)
                {
                    await caller.CancelAsync();
                }

                try
                {
                    using var lease = await renting;
                    Thread.SpinWait(random.Next(1000));
                    if (lease.Model.IsFreed || lease.Model.Name != name)
                    {
                        lock (broken)
                        {
                            broken.Add($"{name}: {lease.Model.Name}, freed: {lease.Model.IsFreed}");
                        }
                    }
                }
                catch (OperationCanceledException)
                {
                    // As asked.
                }

                if (random.Next(20) == 0)
                {
                    pool.Unload(name);
                }
            }
        })).ToArray();

        await Patience.For(TimeSpan.FromSeconds(60)).WaitAsync(Task.WhenAll(workers), $"4,000 requests (seed {seed})");
        await end.CancelAsync();
        await health;
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(pool.DisposeAsync().AsTask(), $"the pool's end (seed {seed})");
        Assert.That(broken, Is.Empty, $"seed {seed}");
        Assert.That(most, Is.InRange(1, budget), $"seed {seed}");
        Assert.That(inMemory, Is.Zero, $"seed {seed}");
        Assert.That(looks, Is.GreaterThan(0));
    }

    [Test]
    public void A_thousand_loads_and_unloads_leave_nothing()
    {
        using var caller = new CancellationTokenSource();        // one for all: what stays registered with it would live on
        List<WeakReference> models = [], answers = [];
        using var stage = new Stage(new() { MaxModels = 1 }, ("a", 1, 0), ("b", 1, 0));

        for (var cycle = 0; cycle < 500; cycle++)
        {
            Cycle("a");
            Cycle("b");
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(stage.Log.Count(line => line[0] == '+'), Is.EqualTo(1000));
        Assert.That(models.Count(model => model.IsAlive), Is.LessThanOrEqualTo(1), "models, of which the last is in service");
        Assert.That(answers.Count(answer => answer.IsAlive), Is.LessThanOrEqualTo(1), "requests");

        void Cycle(string name)
        {
            var answer = stage.Ask(name, caller.Token);
            stage.Settle();
            using var lease = stage.Granted(answer);
            models.Add(new(lease.Model));
            answers.Add(new(answer));
        }
    }

    [Test]
    public async Task Status_answers_while_a_load_and_an_unload_hang()
    {
        using var hang = new ManualResetEventSlim();
        using var entered = new CountdownEvent(2);
        var pool = new ModelPool<FakeModel>(
        [
            new("loads", "a", _ => Hang(() => new FakeModel("loads"))),
            new("unloads", "b", _ => new("unloads", _ => Hang(() => new object()))),
        ]);
        (await pool.RentAsync("unloads")).Dispose();
        var unloading = Task.Run(() => pool.Unload("unloads"));
        var loading = pool.RentAsync("loads");
        var both = Task.Run(entered.Wait);
        await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(both, "the load and the unload");

        var status = await Patience.For(TimeSpan.FromSeconds(10)).WaitAsync(Task.Run(() => pool.Status), "the status");

        Assert.That(status.Select(one => (one.Name, one.State, one.Waiting)), Is.EqualTo(new[] { ("loads", ModelState.Loading, 1), ("unloads", ModelState.NotLoaded, 0) }));
        hang.Set();
        (await loading).Dispose();
        await unloading;
        await pool.DisposeAsync();

        T Hang<T>(Func<T> then)
        {
            entered.Signal();
            hang.Wait();
            return then();
        }
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
