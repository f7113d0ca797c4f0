using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;

namespace Frugal.Tests.Shared;

/// <summary>
/// A fixture that runs beside others: as many at a time as <see cref="AtOnce"/>, and never beside one that takes turns at the same thing. Who waits holds up nobody:
/// there are more of NUnit's workers than run at a time. NUnit constructs the fixture, and runs a one-time set-up, before the turn has come: neither may use the things.
/// </summary>
/// <param name="things">What they share.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesTurnsAttribute(params string[] things) : Attribute, ITestAction
{
    /// <summary>PyTorch's random numbers, and how many threads it takes: one of each for the process.</summary>
    public const string Torch = "PyTorch's settings";

    /// <summary>The projects of <c>src/</c>, which every build of a lab looks through and MSBuild does not lock. Test projects that run beside each other take turns at them too.</summary>
    public const string Builds = "builds of labs";

    /// <summary>One more than two processors: each of these fixtures also waits, for processes that it starts.</summary>
    private const int AtOnce = 3;

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new();
    private static readonly SemaphoreSlim Processors = new(AtOnce);
    private static FileStream? building;

    public ActionTargets Targets => ActionTargets.Suite;

    public void BeforeTest(ITest test)
    {
        Each(turn => turn.Wait());
        if (things.Contains(Builds))
        {
            building = Lock(Tree.At("artifacts", "builds.lock"));
        }

        Processors.Wait();   // last, so that nobody holds one who waits for something else
        if (things.Length > 0 && test.TypeInfo!.GetMethodsWithAttribute<OneTimeSetUpAttribute>(inherit: true) is [var early, ..])
        {
            // After the waits: NUnit calls AfterTest, which gives back what they took, even so.
            throw new InvalidOperationException($"{test.Name}: NUnit has run the one-time set-up {early.MethodInfo.Name} before the turn came. Do its work in a set-up.");
        }
    }

    public void AfterTest(ITest test)
    {
        Processors.Release();
        if (things.Contains(Builds))
        {
            building?.Dispose();
        }

        Each(turn => turn.Release());
    }

    /// <summary>In the same order for everybody, so that nobody holds what another waits for.</summary>
    private void Each(Action<SemaphoreSlim> take)
    {
        foreach (var thing in things.Order(StringComparer.Ordinal))
        {
            take(Turns.GetOrAdd(thing, _ => new SemaphoreSlim(1)));
        }
    }

    private static FileStream Lock(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(200);   // another process has it
            }
        }
    }
}
