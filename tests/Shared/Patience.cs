using System.Diagnostics;

namespace Frugal.Tests.Shared;

/// <summary>
/// A limit on waiting, given as the time that the awaited takes on an idle machine. It does not count seconds but what the awaited could have made of them:
/// where six threads ask for two processors, three seconds pass for one. The share is looked up again and again while waiting, so that load which comes
/// later counts too. Processor time that the awaited really took would not do: what hangs takes none, and would never end.
/// </summary>
/// <remarks>A second counts as a twentieth at least, so that every wait ends: after <see cref="Most"/> times the limit at the latest.</remarks>
internal sealed class Patience(TimeSpan onAnIdleMachine, TimeProvider clock, Func<double> slowdown)
{
    /// <summary>How many times the limit a wait may take.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly long begin = clock.GetTimestamp();
    private long looked = clock.GetTimestamp();
    private TimeSpan spent;

    public static Patience For(TimeSpan onAnIdleMachine) => new(onAnIdleMachine, TimeProvider.System, Slowdown.Now);

    /// <summary>The longest that a wait takes on any machine: for a limit that is given away, where "timed out" would be a wrong verdict.</summary>
    public static TimeSpan Longest(TimeSpan onAnIdleMachine) => onAnIdleMachine * Most;

    /// <summary>The limit under the load of this moment: for one that is given away and is long enough for some more load.</summary>
    public static TimeSpan Now(TimeSpan onAnIdleMachine) => onAnIdleMachine * Math.Min(Slowdown.Now(), Most);

    /// <summary>Whether the limit is reached. To be asked often: the time since it was asked last counts by the load of now.</summary>
    public bool IsOver => IsOverAfter(null);

    /// <summary>Waits for the end of a task.</summary>
    /// <exception cref="AssertionException">The limit is reached; the message names <paramref name="what"/>.</exception>
    public async Task WaitAsync(Task task, string what)
    {
        while (!task.IsCompleted)
        {
            ThrowIfOver(what);
            await Task.WhenAny(task, Task.Delay(Step)).ConfigureAwait(false);
        }

        await task.ConfigureAwait(false);
    }

    /// <summary>Waits for the result of a task.</summary>
    /// <exception cref="AssertionException">The limit is reached; the message names <paramref name="what"/>.</exception>
    public async Task<T> WaitAsync<T>(Task<T> task, string what)
    {
        await WaitAsync((Task)task, what).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="AssertionException">The limit is reached; the message names <paramref name="what"/>.</exception>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        while (!holds())
        {
            ThrowIfOver(what);
            await Task.Delay(5).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of a process, and of <paramref name="more"/>, its output; at the limit the process and its children are killed.</summary>
    /// <exception cref="AssertionException">The limit is reached; the message names <paramref name="what"/>.</exception>
    public async Task WaitForExitAsync(Process process, string what, params Task[] more)
    {
        try
        {
            await WaitAsync(Task.WhenAll([process.WaitForExitAsync(), .. more]), what).ConfigureAwait(false);
        }
        catch (AssertionException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private void ThrowIfOver(string what)
    {
        if (IsOverAfter(Step))
        {
            throw new AssertionException($"{what}: no end within {onAnIdleMachine.TotalSeconds:0.##} s as an idle machine counts them, {clock.GetElapsedTime(begin).TotalSeconds:0.##} s on this one.");
        }
    }

    /// <param name="asked">For how long the caller slept: who is woken late had to share too.</param>
    private bool IsOverAfter(TimeSpan? asked)
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(looked, now);
        var share = Math.Max(slowdown(), asked is { } sleep ? passed / sleep : 1);
        (looked, spent) = (now, spent + passed / Math.Clamp(share, 1, Most));
        return spent >= onAnIdleMachine;
    }
}
