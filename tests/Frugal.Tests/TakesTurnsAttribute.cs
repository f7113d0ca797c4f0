using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;

namespace Frugal.Tests;

/// <summary>A fixture that runs beside others, but not beside one that takes turns at the same thing.</summary>
/// <param name="thing">What they share.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TakesTurnsAttribute(string thing) : Attribute, ITestAction
{
    /// <summary>PyTorch's random numbers, and how many threads it takes: one of each for the process.</summary>
    public const string Torch = "PyTorch's settings";

    /// <summary>The process's own, which a command's run and a cell's replace.</summary>
    public const string Console = "the console";

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();

    private readonly SemaphoreSlim turn = Turns.GetOrAdd(thing, _ => new SemaphoreSlim(1));

    public ActionTargets Targets => ActionTargets.Suite;

    public void BeforeTest(ITest test) => turn.Wait();

    public void AfterTest(ITest test) => turn.Release();
}
