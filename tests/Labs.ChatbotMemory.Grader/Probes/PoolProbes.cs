using System.Collections.Concurrent;
using System.Globalization;
using ChatbotMemory.Pool;
using Frugal;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A model of a pool. A slow one is loaded, or disposed, when a step says so.</summary>
public sealed record PoolPart(string Name, long Bytes, bool SlowToLoad, bool SlowToDispose);

/// <summary>A step, and what must be seen after it.</summary>
/// <param name="Do">
/// <c>rent a A</c>: request a asks for model A; <c>rent-cancelled</c> with a token that is cancelled already. <c>cancel a</c>, <c>return a</c>. <c>load A</c>, <c>fail A</c>: the loading of A ends. <c>gone A</c>: its disposal ends. <c>pass 10</c>: seconds of the clock. <c>close</c>: the pool is disposed.
/// </param>
/// <param name="See">The requests, and the models: <c>a has A, b waits | loaded A | loading B | disposing C</c>.</param>
/// <param name="Stays">Whether it must then be so for a moment.</param>
public sealed record PoolStep(string Do, string See, bool Stays);

/// <summary>Steps with a pool. Idle time in seconds.</summary>
public sealed record PoolPlan(PoolPart[] Models, long Budget, double IdleAfter, PoolStep[] Steps);

/// <summary>What was seen after each step, up to the first that was not as it must be.</summary>
public sealed record PoolAnswer(string[] Seen, string Opened, string[] Violations, long Most);

/// <summary>Requests at random.</summary>
public sealed record StormPlan(int Seed, int Users, int Uses, long[] Bytes, long Budget);

/// <summary>What came of them.</summary>
public sealed record StormCount(int Lent, int Failed, int Cancelled, int Stuck, string[] Violations, long Most, int LeftInMemory);

/// <summary>Task 5, in the student's process.</summary>
public static class PoolProbes
{
    /// <summary>Takes the steps one after the other; each waits until what must be seen is seen, or for a few seconds.</summary>
    public static PoolAnswer Steps(PoolPlan plan)
    {
        var run = new Run(plan);
        var seen = new List<string>();
        foreach (var step in plan.Steps)
        {
            var broken = run.Do(step.Do);
            var right = broken is null && Waiting.Until(() => run.See() == step.See && (!step.Stays || Waiting.Never(() => run.See() != step.See)));
            seen.Add(broken ?? (right ? step.See : run.See()));
            if (!right)
            {
                break;
            }
        }

        run.End();
        return new([.. seen], run.Watch.Opened, run.Watch.Violations, run.Watch.Most);
    }

    /// <summary>Many users at a time, who rent and return at random, give up, and meet loadings that fail.</summary>
    public static StormCount Storm(StormPlan plan)
    {
        var (watch, clock) = (new PoolWatch(plan.Budget), new HandClock());
        var (lent, failed, cancelled, stuck, salt) = (0, 0, 0, 0, 0);
        var pool = new ChatPool<PoolItem>(
            [.. plan.Bytes.Select((bytes, i) => new PoolModel<PoolItem>($"{i}", bytes, () =>
            {
                var random = new Random(plan.Seed + 1000 + Interlocked.Increment(ref salt));
                watch.Loading($"{i}", bytes);
                Pause(random);
                var fails = random.Next(12) == 0;
                watch.Loaded($"{i}", bytes, fails);
                return fails ? throw new FrugalException("fails") : new PoolItem(watch, $"{i}", bytes, () => Pause(random));
            }))],
            plan.Budget,
            TimeSpan.FromSeconds(1),
            clock);
        var users = Enumerable.Range(0, plan.Users).Select(user => Task.Factory.StartNew(() => One(new Random(plan.Seed + user)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        while (!Task.WaitAll(users, 1))
        {
            clock.Pass(TimeSpan.FromSeconds(0.4));
        }

        pool.Dispose();
        Waiting.Until(() => watch.Alive == 0);
        return new(lent, failed, cancelled, stuck, watch.Violations, watch.Most, watch.Alive);

        void One(Random random)
        {
            for (var use = 0; use < plan.Uses && Volatile.Read(ref stuck) == 0; use++)
            {
                using var stop = random.Next(6) == 0 ? new CancellationTokenSource(random.Next(3)) : new CancellationTokenSource();
                var wanted = $"{random.Next(plan.Bytes.Length)}";
                var request = pool.RentAsync(wanted, stop.Token);
                var outcome = Waiting.Outcome(request);
                _ = outcome switch { "done" => Interlocked.Increment(ref lent), "cancelled" => Interlocked.Increment(ref cancelled), "FrugalException: fails" => Interlocked.Increment(ref failed), _ => Interlocked.Increment(ref stuck) };
                if (outcome == "done")
                {
                    using var lease = request.Result;
                    lease.Model.Lend();
                    if (lease.Model.Name != wanted)
                    {
                        watch.Violation("another model was lent than asked for");
                    }

                    Pause(random);
                    lease.Model.Return();
                }
            }
        }

        static void Pause(Random random)
        {
            switch (random.Next(3))
            {
                case 0:
                    Thread.Sleep(1);
                    break;
                case 1:
                    Thread.Yield();
                    break;
            }
        }
    }

    /// <summary>Users who rent and return without a pause, until the pool is disposed under their hands.</summary>
    public static StormCount Hammer(int seed)
    {
        const long Budget = 100;
        var (watch, clock) = (new PoolWatch(Budget), new HandClock());
        var (lent, refused, stuck, ended) = (0, 0, 0, false);
        var pool = new ChatPool<PoolItem>(
            [.. new long[] { 60, 30, 10, 40 }.Select((bytes, i) => new PoolModel<PoolItem>($"{i}", bytes, () =>
            {
                watch.Loading($"{i}", bytes);
                watch.Loaded($"{i}", bytes, failed: false);
                return new PoolItem(watch, $"{i}", bytes, () => { });
            }))],
            Budget,
            TimeSpan.FromSeconds(1),
            clock);
        var users = Enumerable.Range(0, 4).Select(user => Task.Factory.StartNew(() => One(new Random(seed + user)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var end = Environment.TickCount64 + 1000;
        while (Environment.TickCount64 < end && Volatile.Read(ref stuck) == 0)
        {
            clock.Pass(TimeSpan.FromSeconds(0.3));
            _ = pool.Loaded.Count;
            Thread.Yield();
        }

        pool.Dispose();
        Volatile.Write(ref ended, true);
        Task.WaitAll(users);
        Waiting.Until(() => watch.Alive == 0);
        return new(lent, refused, 0, stuck, watch.Violations, watch.Most, watch.Alive);

        void One(Random random)
        {
            while (!Volatile.Read(ref ended) && Volatile.Read(ref stuck) == 0)
            {
                var request = pool.RentAsync($"{random.Next(4)}");
                var outcome = Waiting.Outcome(request);
                _ = outcome switch { "done" => Interlocked.Increment(ref lent), nameof(ObjectDisposedException) => Interlocked.Increment(ref refused), _ => Interlocked.Increment(ref stuck) };
                if (outcome == "done")
                {
                    request.Result.Model.Lend();
                    request.Result.Model.Return();
                    request.Result.Dispose();
                }
            }
        }
    }

    private sealed class Run
    {
        private readonly Dictionary<string, BlockingCollection<bool>> loads = [];
        private readonly Dictionary<string, SemaphoreSlim> goes = [];
        private readonly List<Request> requests = [];
        private readonly HandClock clock = new();
        private readonly ChatPool<PoolItem> pool;

        public Run(PoolPlan plan)
        {
            Watch = new PoolWatch(plan.Budget);
            foreach (var part in plan.Models)
            {
                (loads[part.Name], goes[part.Name]) = ([], new(0));
            }

            pool = new([.. plan.Models.Select(part => new PoolModel<PoolItem>(part.Name, part.Bytes, () => Load(part)))], plan.Budget, TimeSpan.FromSeconds(plan.IdleAfter), clock);
        }

        public PoolWatch Watch { get; }

        /// <summary>Takes a step. Returns what went wrong if the pool holds its caller up.</summary>
        public string? Do(string step)
        {
            string[] words = step.Split(' ');
            switch (words)
            {
                case ["rent" or "rent-cancelled", var name, var model]:
                    var request = new Request(name, new());
                    if (words[0] == "rent-cancelled")
                    {
                        request.Stop.Cancel();
                    }

                    requests.Add(request);
                    var call = Task.Factory.StartNew(() => pool.RentAsync(model, request.Stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                    if (!Waiting.Until(() => call.IsCompleted))
                    {
                        return "RentAsync holds its caller up";
                    }

                    request.Lease = call.IsCompletedSuccessfully ? call.Result : Task.FromException<PoolLease<PoolItem>>(call.Exception!.InnerException!);
                    request.Lent = request.Lease.ContinueWith(lent => lent.Result.Model.Lend(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    return null;
                case ["cancel", var name]:
                    Of(name).Stop.Cancel();
                    return null;
                case ["return", var name]:
                    Of(name).Lent!.Wait(Waiting.Patience);
                    Of(name).Lease!.Result.Model.Return();
                    Of(name).Lease!.Result.Dispose();
                    Of(name).Returned = true;
                    return null;
                case ["again", var name]:
                    Of(name).Lease!.Result.Dispose();
                    return null;
                case ["load", var model]:
                    loads[model].Add(true);
                    return null;
                case ["fail", var model]:
                    loads[model].Add(false);
                    return null;
                case ["gone", var model]:
                    goes[model].Release();
                    return null;
                case ["pass", var seconds]:
                    clock.Pass(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
                    return null;
                case ["close"]:
                    return Waiting.Outcome(Task.Run(pool.Dispose)) is var outcome && outcome != "done" ? $"Dispose: {outcome}" : null;
                default:
                    throw new ArgumentException(step);
            }
        }

        public string See()
        {
            var loaded = pool.Loaded;
            return string.Join(", ", requests.Where(request => !request.Returned).Select(request => request.ToString())) + (loaded.Count > 0 ? $" | loaded {string.Join(", ", loaded)}" : "") + Watch.Now;
        }

        /// <summary>Lets everything end.</summary>
        public void End()
        {
            foreach (var name in loads.Keys)
            {
                loads[name].CompleteAdding();
                goes[name].Release(100);
            }
        }

        private Request Of(string name) => requests.Last(request => request.Name == name);

        private PoolItem Load(PoolPart part)
        {
            Watch.Loading(part.Name, part.Bytes);
            var works = !part.SlowToLoad || loads[part.Name].TryTake(out var said, 3 * Waiting.Patience) && said;
            Watch.Loaded(part.Name, part.Bytes, failed: !works);
            return works ? new PoolItem(Watch, part.Name, part.Bytes, () => goes[part.Name].Wait(part.SlowToDispose ? 3 * Waiting.Patience : TimeSpan.Zero)) : throw new FrugalException($"{part.Name} cannot be loaded");
        }
    }

    private sealed class Request(string name, CancellationTokenSource stop)
    {
        public string Name => name;

        public CancellationTokenSource Stop => stop;

        public Task<PoolLease<PoolItem>>? Lease { get; set; }

        /// <summary>Ends when the model knows that it is lent.</summary>
        public Task? Lent { get; set; }

        public bool Returned { get; set; }

        public override string ToString() => Lease is not { IsCompleted: true } ? $"{name} waits"
            : Lease.IsCompletedSuccessfully ? $"{name} has {Lease.Result.Model.Name}"
            : Waiting.Outcome(Lease) is var outcome && outcome.StartsWith("FrugalException: ", StringComparison.Ordinal) ? $"{name} failed ({outcome["FrugalException: ".Length..]})"
            : outcome == "cancelled" ? $"{name} cancelled" : $"{name} failed ({outcome})";
    }
}
