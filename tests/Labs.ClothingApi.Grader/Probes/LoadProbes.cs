using ClothingApi.Models;
using Frugal;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>What many callers at a time got, and whether all had their task back while it was being made.</summary>
public sealed record StormAnswer(int Made, int Different, bool MadeBefore, bool MadeAfter, int Failures, bool Together);

/// <summary>Task 2, in the student's process.</summary>
/// <remarks>Probes that deal with the student's types are no async methods: those keep such values in fields, for which the student's assembly would
/// be loaded wherever the probe's type is.</remarks>
public static class LoadProbes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Many callers ask at the same moment for a model that takes a while to open.</summary>
    public static StormAnswer Storm(StormRequest request)
    {
        var (made, together) = (0, false);
        using var arrived = new CountdownEvent(request.Callers);
        var slow = new OnFirstUse<OnnxNetwork>(() =>
        {
            Interlocked.Increment(ref made);
            together = arrived.Wait(Patience);                // so that the others come while this one is busy
            return OnnxNetwork.Open(request.Model);
        });
        var before = slow.Made is not null;
        var callers = Enumerable.Range(0, request.Callers).Select(_ => Task.Run(() =>
        {
            var waiting = slow.GetAsync();
            arrived.Signal();
            return waiting;
        })).ToArray();
        var different = callers.Select(caller => caller.GetAwaiter().GetResult()).Distinct().Count();
        return new(made, different, before, slow.Made is not null, 0, together);
    }

    /// <summary>Two callers ask for a new one at the very same moment, again and again for up to a second: how often they got two.</summary>
    public static int Race(int rounds)
    {
        var shared = Enumerable.Range(0, rounds).Select(_ => new OnFirstUse<string>(() => "made")).ToArray();
        var (one, other) = (new Task<string>?[rounds], new Task<string>?[rounds]);
        var arrived = new int[2];
        var end = Environment.TickCount64 + 1000;
        var second = new Thread(() => Ask(1, other)) { IsBackground = true };
        second.Start();
        Ask(0, one);
        second.Join();
        return one.Zip(other).Count(pair => pair.First is not null && pair.Second is not null && pair.First != pair.Second);

        void Ask(int who, Task<string>?[] answers)
        {
            for (var round = 0; round < rounds && Environment.TickCount64 < end; round++)
            {
                Volatile.Write(ref arrived[who], round + 1);
                for (var spins = 0; Volatile.Read(ref arrived[1 - who]) <= round && Environment.TickCount64 < end; spins++)
                {
                    if (spins > 2000)
                    {
                        Thread.Yield();                       // one processor, or too much other work for both
                    }
                }

                answers[round] = shared[round].GetAsync();
            }
        }
    }

    /// <summary>The first making fails for all who wait; the next caller tries again.</summary>
    public static StormAnswer FailOnce(int callers)
    {
        var (made, together) = (0, false);
        using var arrived = new CountdownEvent(callers);
        var flaky = new OnFirstUse<string>(() =>
        {
            if (Interlocked.Increment(ref made) > 1)
            {
                return "made";
            }

            together = arrived.Wait(Patience);
            throw new FrugalException("The first making fails.");
        });
        var waiting = Enumerable.Range(0, callers).Select(_ => Task.Run(() =>
        {
            var answer = flaky.GetAsync();
            arrived.Signal();
            return answer;
        })).ToArray();
        var failures = waiting.Count(Fails);
        var before = flaky.Made is not null;
        var again = flaky.GetAsync().GetAwaiter().GetResult();
        return new(made, again == "made" ? 1 : 0, before, flaky.Made is not null, failures, together);
    }

    /// <summary>Whether the caller that sets the making off has its thread back before the making is done.</summary>
    public static bool ReturnsAtOnce(int _)
    {
        using var release = new ManualResetEventSlim();
        var slow = new OnFirstUse<string>(() =>
        {
            release.Wait(Patience);
            return "made";
        });
        var waiting = slow.GetAsync();
        var atOnce = !waiting.IsCompleted && slow.Made is null;
        release.Set();
        waiting.GetAwaiter().GetResult();
        return atOnce;
    }

    private static bool Fails(Task<string> answer)
    {
        try
        {
            answer.GetAwaiter().GetResult();
            return false;
        }
        catch (FrugalException)
        {
            return true;
        }
    }
}

/// <summary>How many ask, and for which model.</summary>
public sealed record StormRequest(int Callers, string Model);
