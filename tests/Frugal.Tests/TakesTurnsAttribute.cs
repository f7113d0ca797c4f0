using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;

namespace Frugal.Tests;

/// <summary>A fixture that runs beside others, but not beside one that takes turns at the same thing.</summary>
/// <param name="things">What they share.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesTurnsAttribute(params string[] things) : Attribute, ITestAction
{
    /// <summary>PyTorch's random numbers, and how many threads it takes: one of each for the process.</summary>
    public const string Torch = "PyTorch's settings";

    /// <summary>The process's own, which a command's run and a cell's replace.</summary>
    public const string Console = "the console";

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();

    public ActionTargets Targets => ActionTargets.Suite;

    public void BeforeTest(ITest test) => Each(turn => turn.Wait());

    public void AfterTest(ITest test) => Each(turn => turn.Release());

    /// <summary>In the same order for everybody, so that nobody holds what another waits for.</summary>
    private void Each(Action<SemaphoreSlim> take)
    {
        foreach (var thing in things.Order(StringComparer.Ordinal))
        {
            take(Turns.GetOrAdd(thing, _ => new SemaphoreSlim(1)));
        }
    }
}
