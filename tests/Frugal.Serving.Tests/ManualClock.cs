namespace Frugal.Serving.Tests;

/// <summary>A clock that moves only when a test moves it, with timers.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves the clock from alarm to alarm; each rings in this thread.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetTimestamp() + by.Ticks;
        while (true)
        {
            Alarm? next;
            lock (gate)
            {
                next = alarms.Where(alarm => alarm.At <= end).MinBy(alarm => alarm.At);
                Interlocked.Exchange(ref ticks, Math.Max(ticks, next?.At ?? end));
                if (next is null)
                {
                    return;
                }

                alarms.Remove(next);
            }

            next.Ring();
        }
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        private bool ended;

        public long At { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (!ended && dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = clock.ticks + dueTime.Ticks;
                    clock.alarms.Add(this);
                }

                return !ended;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                ended = true;
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
