using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>Programs that try to look fast, on a clock of ours: each does the reference's work in the reference's time, and must not pass a gate that asks for twice its speed.</summary>
public class TimingAttacksTests
{
    private static readonly SpeedGate Gate = SpeedGate.Asking(2);
    private readonly FakeClock clock = new();
    private TimeSpan subject, reference;

    [SetUp]
    public void Reset() => (subject, reference) = (TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Threads that rest while their program is asked, and take the memory and the other processor while the reference is: it takes twice as long.</summary>
    [Test]
    public void HogTheOthersTurns() => Expect(Attacked(mine: Busy(20), theirs: size =>
    {
        subject += TimeSpan.FromMilliseconds(20);            // the hog
        return Busy(40)(size, ref reference);
    }));

    /// <summary>Work that a short-lived process does, which ends before the next look at the processes.</summary>
    [Test]
    public void WorkInAnothersName() => Expect(Attacked(
        mine: (size, ref time) =>
        {
            time += TimeSpan.FromMilliseconds(1);
            clock.Pass(20);                                  // waited for
            return size;
        },
        theirs: size => Busy(20)(size, ref reference)));

    /// <summary>Both: the reference waits for a processor that the hog holds, so that waiting looks usual.</summary>
    [Test]
    public void WaitBehindAHog() => Expect(Attacked(
        mine: (size, ref time) =>
        {
            time += TimeSpan.FromMilliseconds(1);
            clock.Pass(20);
            return size;
        },
        theirs: size =>
        {
            subject += TimeSpan.FromMilliseconds(20);
            clock.Pass(20);                                  // the wait for the processor
            return Busy(20)(size, ref reference);
        }));

    /// <summary>Right while one item is asked, as in the tests, and nothing at all when many are, as in a timing.</summary>
    [Test]
    public void WrongWhenTimed()
    {
        var calls = Attacked((size, ref time) => size > 1 ? 0 : Busy(1)(size, ref time), size => Busy(1)(size, ref reference));

        Assert.That(() => Measure(calls), Throws.TypeOf<AssertionException>());
    }

    /// <summary>Answers kept from earlier rounds: no round's batch has come before.</summary>
    [Test]
    public void RememberAnswers()
    {
        var (known, next) = (new HashSet<int>(), 0);
        var calls = Attacked((first, ref time) => Busy(known.Add(first) ? 20 : 0.1)(first, ref time), first => Busy(20)(first, ref reference)) with { Batch = _ => next++ };

        Expect(calls);
        Assert.That(known, Has.Count.EqualTo(next), "each batch was new");
    }

    private delegate int Call(int size, ref TimeSpan time);

    private Call Busy(double milliseconds) => (size, ref time) =>
    {
        time += TimeSpan.FromMilliseconds(milliseconds);
        clock.Pass(milliseconds);
        return size;
    };

    private TimedCalls<int, int> Attacked(Call mine, Func<int, int> theirs) => new()
    {
        Batch = size => size,
        Subject = size => mine(size, ref subject),
        Reference = theirs,
        SubjectTime = () => subject,
        ReferenceTime = () => reference,
        Check = (_, answer, expected) => Assert.That(answer, Is.EqualTo(expected)),
    };

    private SpeedUp Measure(TimedCalls<int, int> calls) => new FairTimer(Gate, new FairTimingOptions(), clock).Measure(calls);

    private void Expect(TimedCalls<int, int> calls) => Assert.That(Measure(calls).Verdict, Is.EqualTo(Verdict.Failed));
}
