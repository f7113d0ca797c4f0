using TweetPipeline.Models;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>What became of a script: what each step gave, and how often the model was opened and disposed.</summary>
public sealed record LazyAnswer(string[] Steps, int Opened, int Disposed);

/// <summary>Task 6, in the student's process.</summary>
public static class LazyProbes
{
    /// <summary>Plays the steps <c>get</c>, <c>open?</c>, <c>dispose</c>; the first <paramref name="request"/>.Failures openings fail.</summary>
    public static LazyAnswer Play(LazyRequest request)
    {
        var (opened, models) = (0, new List<Model>());
        var lazy = new LazyModel<Model>(() => ++opened <= request.Failures ? throw new InvalidDataException($"opening {opened} failed") : Added(new(opened)));
        var steps = request.Steps.Select(step => Step(lazy, step)).ToArray();
        return new(steps, opened, models.Sum(model => model.Disposed));

        Model Added(Model model)
        {
            models.Add(model);
            return model;
        }
    }

    /// <summary>Several threads get the model while its opening waits; the first <paramref name="failures"/> openings fail. Gives what each thread got, and how often it was opened.</summary>
    public static LazyAnswer Together(int failures)
    {
        const int Threads = 6;
        using var gate = new ManualResetEventSlim();
        var (opened, atOnce, most) = (0, 0, 0);
        var lazy = new LazyModel<Model>(() =>
        {
            var number = Interlocked.Increment(ref opened);
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            gate.Wait(Waiting.Patience);
            Interlocked.Decrement(ref atOnce);
            return number <= failures ? throw new InvalidDataException($"opening {number} failed") : new(number);
        });
        _ = lazy.IsOpen;
        var got = new string[Threads];
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() => got[thread] = Step(lazy, "get"))).ToList();
        threads.ForEach(thread => thread.Start());
        Waiting.Until(() => opened > 0 && threads.TrueForAll(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        gate.Set();
        threads.ForEach(thread => thread.Join(Waiting.Patience));
        return new([.. got.Select(one => one ?? "no answer").Order(StringComparer.Ordinal)], opened, most);
    }

    /// <summary>While an opening waits: whether it counts as open, whether asking waits, and what a disposal meanwhile leads to.</summary>
    public static LazyAnswer Meanwhile(bool disposes)
    {
        using var gate = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var model = new Model(1);
        var lazy = new LazyModel<Model>(() =>
        {
            begun.Set();
            gate.Wait(Waiting.Patience);
            return model;
        });
        _ = lazy.IsOpen;
        var got = Task.Run(() => Step(lazy, "get"));
        begun.Wait(Waiting.Patience);
        var asked = Task.Run(() => Step(lazy, "open?"));
        var steps = new List<string> { asked.Wait(Waiting.Patience / 2) ? asked.Result : "asking waits" };
        var disposal = disposes ? Task.Run(() => Step(lazy, "dispose")) : Task.FromResult("none");
        steps.Add(disposes && !Waiting.Never(() => disposal.IsCompleted) && model.Disposed > 0 ? "disposed before it was open" : "waits or passes");
        gate.Set();
        _ = Waiting.Until(() => got.IsCompleted && disposal.IsCompleted);
        steps.Add(got.IsCompleted ? got.Result : "no answer");
        steps.Add(Step(lazy, "get"));
        return new([.. steps], 1, model.Disposed);
    }

    private static string Step(LazyModel<Model> lazy, string step)
    {
        var given = "";
        var outcome = Waiting.Outcome(() => given = step switch
        {
            "get" => $"model {lazy.Get().Number}{(lazy.Get().Disposed > 0 ? ", disposed" : "")}",
            "open?" => lazy.IsOpen ? "open" : "not open",
            _ => Disposed(lazy),
        });
        return outcome == "done" ? given : outcome;
    }

    private static string Disposed(LazyModel<Model> lazy)
    {
        lazy.Dispose();
        return "disposed";
    }

    private sealed class Model(int number) : IDisposable
    {
        public int Number { get; } = number;

        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }
}

/// <summary>Steps with a model.</summary>
public sealed record LazyRequest(string[] Steps, int Failures = 0);
