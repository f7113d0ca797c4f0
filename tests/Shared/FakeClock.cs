namespace Frugal.Tests.Shared;

/// <summary>A clock that moves only when a subject says how long it took.</summary>
internal sealed class FakeClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => ticks;

    /// <summary>A subject that takes this long.</summary>
    public void Pass(double milliseconds) => ticks += (long)Math.Round(milliseconds * 1e6);
}
