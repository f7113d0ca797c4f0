using ChatbotMemory.Models;
using Frugal;
using Frugal.Llama;

namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>What became of the uses of one lazy model.</summary>
/// <param name="Outcomes">Of each use, in its order.</param>
/// <param name="Opened">How often the model was opened.</param>
/// <param name="Disposed">How often one was disposed.</param>
/// <param name="Released">How often <c>released</c> was called.</param>
/// <param name="Most">The most models in memory at a time.</param>
/// <param name="Late">Uses of a disposed model.</param>
/// <param name="Facts">What was seen on the way, in words.</param>
public sealed record LazyAnswer(string[] Outcomes, int Opened, int Disposed, int Released, int Most, int Late, string[] Facts);

/// <summary>Task 1, in the student's process.</summary>
/// <remarks>Probes that deal with the student's types are no async methods: those keep such values in fields, for which the student's assembly would
/// be loaded wherever the probe's type is.</remarks>
public static class LazyProbes
{
    /// <summary>One use after the other.</summary>
    public static LazyAnswer Alone(int uses)
    {
        var run = new Run();
        run.See($"before: {Said(run.Lazy.Loaded)}");
        for (var i = 0; i < uses; i++)
        {
            var (number, opened) = (i, run.Ledger.Opened);
            var used = run.Lazy.UseAsync(model =>
            {
                run.See($"use {number + 1}: {Said(run.Lazy.Loaded)}, opened {run.Ledger.Opened - opened}, {model.Tokenize("ab").Length} tokens");
                return Task.FromResult(number);
            });
            run.End(used);
            run.See($"after use {number + 1}: {Said(run.Lazy.Loaded)}, result {(used.IsCompletedSuccessfully ? used.Result : -1)}, disposed {run.Ledger.Disposed}, released {run.Released}");
        }

        return run.Answer();
    }

    /// <summary>Users who come while the model is loaded, and are all there together.</summary>
    public static LazyAnswer Together(int users)
    {
        using var arrived = new CountdownEvent(users);
        var run = new Run { Opening = () => arrived.Wait(Waiting.Patience) };
        var inside = 0;
        var leave = Enumerable.Range(0, users).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var models = new ILanguageModel?[users];
        var callers = Enumerable.Range(0, users).Select(i => Task.Run(() =>
        {
            var use = run.Lazy.UseAsync(model =>
            {
                models[i] = model;
                Interlocked.Increment(ref inside);
                return leave[i].Task.ContinueWith(_ => model.Tokenize("a").Length, TaskScheduler.Default);
            });
            run.See(arrived.CurrentCount == users ? $"while it is loaded: {Said(run.Lazy.Loaded)}" : null);
            arrived.Signal();
            return use;
        })).ToArray();
        run.See(arrived.Wait(Waiting.Patience) ? "nobody was held up" : "held up");
        run.See(Waiting.Until(() => Volatile.Read(ref inside) == users) ? "all use it at the same time" : "not all use it at the same time");
        run.See($"different models: {models.Distinct().Count()}");
        for (var i = 0; i < users - 1; i++)
        {
            leave[i].SetResult();
            run.End(callers[i]);
        }

        run.See($"one is left: {Said(run.Lazy.Loaded)}, disposed {run.Ledger.Disposed}, released {run.Released}");
        leave[^1].SetResult();
        run.End(callers[^1]);
        return run.Answer();
    }

    /// <summary>Two users at the very same moment, again and again for up to a second: how often two models were opened.</summary>
    public static int Race(int rounds)
    {
        var (twice, end) = (0, Environment.TickCount64 + 1000);
        for (var round = 0; round < rounds && Environment.TickCount64 < end && twice == 0; round++)
        {
            var run = new Run();
            var both = new CountdownEvent(2);
            var (start, ready) = (0, 0);
            var users = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                Interlocked.Increment(ref ready);
                SpinWait.SpinUntil(() => Volatile.Read(ref start) != 0, Waiting.Patience);
                return run.Lazy.UseAsync(model =>
                {
                    both.Signal();
                    return Task.Run(() => both.Wait(Waiting.Patience));
                });
            })).ToArray();
            SpinWait.SpinUntil(() => Volatile.Read(ref ready) == 2, Waiting.Patience);
            Volatile.Write(ref start, 1);
            Array.ForEach(users, run.End);
            twice += run.Ledger.Opened > 1 ? 1 : 0;
        }

        return twice;
    }

    /// <summary>The last user's task, while the disposal takes its time, then while <c>released</c> does.</summary>
    public static LazyAnswer Leaving(int _)
    {
        using var disposal = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var (disposing, releasing) = (false, false);
        var run = new Run();
        run.Disposing = () =>
        {
            disposing = true;
            disposal.Wait(Waiting.Patience);
        };
        run.Releasing = () =>
        {
            run.See($"at released: disposed {run.Ledger.Disposed}");
            releasing = true;
            release.Wait(Waiting.Patience);
        };
        var use = Task.Run(() => run.Lazy.UseAsync(model => Task.FromResult(model.Tokenize("a").Length)));
        run.See(Waiting.Until(() => Volatile.Read(ref disposing) || use.IsCompleted) && disposing ? "disposed after the use" : "not disposed");
        run.See(Waiting.Never(() => use.IsCompleted) ? "not complete during the disposal" : "complete before the disposal");
        disposal.Set();
        run.See(Waiting.Until(() => Volatile.Read(ref releasing) || use.IsCompleted) && releasing ? "released after the disposal" : "not released");
        run.See(Waiting.Never(() => use.IsCompleted) ? "not complete during released" : "complete before released");
        release.Set();
        run.End(use);
        return run.Answer();
    }

    /// <summary>Uses that throw: at once, and in their task.</summary>
    public static LazyAnswer Throwing(int _)
    {
        var run = new Run();
        run.End(Task.Run(() => run.Lazy.UseAsync<int>(_ => throw new FrugalException("at once"))));
        run.See($"disposed {run.Ledger.Disposed}, released {run.Released}");
        run.End(Task.Run(() => run.Lazy.UseAsync<int>(_ => Task.Run(int () => throw new FrugalException("later")))));
        run.See($"disposed {run.Ledger.Disposed}, released {run.Released}, {Said(run.Lazy.Loaded)}");
        return run.Answer();
    }

    /// <summary>The first loading fails for all who wait; each of them tries again at once.</summary>
    public static LazyAnswer Failing(int users)
    {
        using var arrived = new CountdownEvent(users);
        var failures = 1;
        var run = new Run();
        run.Opening = () =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                arrived.Wait(Waiting.Patience);
                throw new FrugalException("no such file");
            }
        };
        var first = Enumerable.Range(0, users).Select(_ => Task.Run(() =>
        {
            var use = run.Use();
            arrived.Signal();
            return use;
        })).ToArray();
        var second = first.Select(use => use.ContinueWith(_ => run.Use(), TaskScheduler.Default).Unwrap()).ToArray();
        Array.ForEach(first, run.End);
        Array.ForEach(second, run.End);
        run.See($"{Said(run.Lazy.Loaded)}, two openings or more: {Said(run.Ledger.Opened >= 2, "yes", "no")}");
        return run.Answer();
    }

    /// <summary>Two users wait for a loading, and one gives up.</summary>
    public static LazyAnswer OneGivesUp(int _)
    {
        using var load = new ManualResetEventSlim();
        var run = new Run { Opening = () => load.Wait(Waiting.Patience) };
        using var stop = new CancellationTokenSource();
        var gone = Task.Run(() => run.Use(stop.Token));
        run.See(Waiting.Until(() => run.Ledger.Opened > 0) ? "loading" : "not loading");
        var stays = run.Begin();
        stop.Cancel();
        run.End(gone);
        run.See($"then: {Said(load.IsSet || stays.IsCompleted, "the loading has ended", "still loading")}");
        load.Set();
        run.End(stays);
        return run.Answer();
    }

    /// <summary>The only user gives up during the loading.</summary>
    public static LazyAnswer AllGiveUp(int _)
    {
        using var load = new ManualResetEventSlim();
        var run = new Run { Opening = () => load.Wait(Waiting.Patience) };
        using var stop = new CancellationTokenSource();
        var gone = Task.Run(() => run.Use(stop.Token));
        run.See(Waiting.Until(() => run.Ledger.Opened > 0) ? "loading" : "not loading");
        stop.Cancel();
        run.End(gone);
        load.Set();
        run.See(Waiting.Until(() => run.Released == 1) ? "disposed when it was loaded" : "not disposed when it was loaded");
        run.See(Said(run.Lazy.Loaded));
        run.End(run.Use());
        return run.Answer();
    }

    /// <summary>The only user gives up during the loading, and another one comes before its end.</summary>
    public static LazyAnswer GivesUpAndAnotherComes(int _)
    {
        using var load = new ManualResetEventSlim();
        var run = new Run { Opening = () => load.Wait(Waiting.Patience) };
        using var stop = new CancellationTokenSource();
        var gone = Task.Run(() => run.Use(stop.Token));
        run.See(Waiting.Until(() => run.Ledger.Opened > 0) ? "loading" : "not loading");
        stop.Cancel();
        run.End(gone);
        var comes = run.Begin();
        load.Set();
        run.End(comes);
        return run.Answer();
    }

    /// <summary>A user who comes while the model is being disposed.</summary>
    public static LazyAnswer DuringDisposal(int _)
    {
        using var disposal = new ManualResetEventSlim();
        var disposing = false;
        var run = new Run();
        run.Disposing = () =>
        {
            Volatile.Write(ref disposing, true);
            disposal.Wait(Waiting.Patience);
        };
        var last = Task.Run(() => run.Use());
        Waiting.Until(() => Volatile.Read(ref disposing));
        using var stop = new CancellationTokenSource();
        var impatient = Task.Run(() => run.Use(stop.Token));
        var next = Task.Run(() => run.Use());
        run.See(Waiting.Never(() => run.Ledger.Opened > 1) ? "not opened during the disposal" : "opened during the disposal");
        stop.Cancel();
        disposal.Set();
        run.End(last);
        Waiting.Outcome(impatient);
        run.End(next);
        return run.Answer();
    }

    /// <summary>Many users who come and go, so that the model is loaded and disposed again and again.</summary>
    public static LazyAnswer Storm(int seed)
    {
        const int Users = 6, Uses = 60;
        var run = new Run();
        var users = Enumerable.Range(0, Users).Select(user => Task.Run(() => One(new Random(seed + user)))).ToArray();
        Array.ForEach(users, run.End);
        return run.Answer();

        Task One(Random random)
        {
            var left = Uses;
            return Next();

            Task Next() => left-- == 0 ? Task.CompletedTask
                : run.Lazy.UseAsync(model => random.Next(3) switch
                {
                    0 => Task.FromResult(model.Tokenize("a").Length),
                    1 => Task.Run(() => model.Tokenize("ab").Length),
                    _ => Task.Delay(1).ContinueWith(_ => model.Tokenize("abc").Length, TaskScheduler.Default),
                }).ContinueWith(done => done.GetAwaiter().GetResult() > 0 ? Next() : Next(), TaskScheduler.Default).Unwrap();
        }
    }

    private static string Said(bool held, string yes = "loaded", string no = "not loaded") => held ? yes : no;

    /// <summary>A lazy model over fakes.</summary>
    private sealed class Run
    {
        private readonly List<string> outcomes = [];
        private readonly List<string> facts = [];
        private int released;

        public Run() => Lazy = new LazyModel(
            () =>
            {
                Ledger.Open();
                try
                {
                    Opening?.Invoke();
                }
                catch
                {
                    Ledger.Failed();
                    throw;
                }

                return new FakeModel(Ledger, () => Disposing?.Invoke());
            },
            () =>
            {
                Interlocked.Increment(ref released);
                Releasing?.Invoke();
            });

        public Ledger Ledger { get; } = new();

        public LazyModel Lazy { get; }

        public Action? Opening { get; set; }

        public Action? Disposing { get; set; }

        public Action? Releasing { get; set; }

        public int Released => Volatile.Read(ref released);

        public Task<int> Use(CancellationToken cancellation = default) => Lazy.UseAsync(model => Task.FromResult(model.Tokenize("a").Length), cancellation);

        /// <summary>A use that has begun: its caller, a thread of its own, has the task back.</summary>
        public Task Begin()
        {
            var call = Task.Factory.StartNew(() => Use(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return Waiting.Until(() => call.IsCompleted) ? call.Result : call;
        }

        public void End(Task task) => outcomes.Add(Waiting.Outcome(task));

        public void See(string? fact)
        {
            lock (facts)
            {
                facts.AddRange(fact is null ? [] : [fact]);
            }
        }

        public LazyAnswer Answer() => new([.. outcomes], Ledger.Opened, Ledger.Disposed, Released, Ledger.Most, Ledger.Late + Ledger.Twice, [.. facts]);
    }
}
