namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>A clock that a test moves by hand, with its timers.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<HandTimer> timers = [];
    private TimeSpan now = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass; the timers that become due run on this thread, in their order.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        while (Next(end) is { } due)
        {
            due.Run();
        }

        lock (gate)
        {
            now = end;
        }
    }

    private TimeSpan Now
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    private HandTimer? Next(TimeSpan end)
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (due is not null)
            {
                now = due.Due > now ? due.Due : now;
                due.Due += due.Period;
                timers.RemoveAll(timer => timer == due && timer.Period == TimeSpan.Zero);
            }

            return due;
        }
    }

    private sealed class HandTimer(HandClock clock, Action run) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public Action Run { get; } = run;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    (Due, Period) = (clock.now + dueTime, period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period);
                    clock.timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => clock.Pass(TimeSpan.Zero));
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
