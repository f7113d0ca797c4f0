using Frugal.Serving.Problems;

namespace Frugal.Serving.Models;

/// <summary>What follows from the state; everything here runs under the lock.</summary>
internal sealed partial class PoolScheduler<TModel>
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1), ShortestTimer = TimeSpan.FromMilliseconds(1);

    /// <param name="freesHere">Whether the caller calls Free after the lock; else it runs in the background.</param>
    private void Advance(bool freesHere = false)
    {
        var now = clock.GetTimestamp();
        RefuseOverdue(now);
        RetireIdle(now);
        PoolEntry<TModel>? next;
        while (true)
        {
            LendToWaiting(now);
            next = Next();
            if (claimant is not null && next != claimant)
            {
                claimant = null;
                residents.ForEach(resident => resident.Draining = false);
            }
            else if (next is null || !MakeRoom(next, now))
            {
                break;
            }
            else
            {
                Start(next);
            }
        }

        Renew(next, now);
        if (!closed)
        {
            SetTimer(next, now);
        }
        else if (residents.Count == 0 && entries.All(entry => entry.Loading is null))
        {
            empty.TrySetResult();
        }

        if (leaving.Count > 0 && !freesHere)
        {
            run(Free);
        }
    }

    private void RefuseOverdue(long now)
    {
        foreach (var entry in entries)
        {
            while (entry.Waiters.First is { Value: var oldest } && clock.GetElapsedTime(oldest.Since, now) >= options.LongestWait)
            {
                entry.Waiters.RemoveFirst();
                Complete(entry, oldest, new(null, Problem.ModelBusy(entry.Name, options.LongestWait, options.RetryAfter)), now);
            }
        }
    }

    private void RetireIdle(long now)
    {
        foreach (var entry in entries)
        {
            if (entry.Current is not { } current || RetireIfUnhealthy(current) || current.Users > 0 || entry.Pinned || options.IdleAfter == Timeout.InfiniteTimeSpan)
            {
                continue;
            }

            if (clock.GetElapsedTime(current.LastUsed, now) >= options.IdleAfter)
            {
                Retire(current, UnloadReason.Idle);
            }
        }
    }

    private void LendToWaiting(long now)
    {
        foreach (var entry in entries)
        {
            while (entry.Waiters.First is { Value: var oldest } && Lend(entry, now) is { } ready)
            {
                entry.Waiters.RemoveFirst();
                Complete(entry, oldest, new(ready, null), now);
            }
        }
    }

    /// <summary>The entry whose model has to be loaded next; null if there is none.</summary>
    private PoolEntry<TModel>? Next() => entries
        .Where(entry => entry.Waiters.Count > 0 && entry.Loading is null && entry.Current is not { Serves: true })
        .MinBy(entry => (!entry.Pinned, entry.Waiters.First!.Value.Number));

    /// <summary>Whether the room for a model is free. If not, other models are made to give way, now or later.</summary>
    private bool MakeRoom(PoolEntry<TModel> next, long now)
    {
        var sum = Counted(null) + SetAsideExcept(next) + Room.Of(next.Need);
        if (sum.Within(limit))
        {
            return true;
        }

        sum = residents.Where(resident => resident.Retired is not null).Aggregate(sum, (left, retired) => left - retired.Room);      // this becomes free without more
        List<Resident<TModel>> giveWay = [];
        foreach (var resident in residents.Where(resident => resident.Retired is null && !resident.Entry.Pinned)
            .OrderBy(resident => (resident.Users > 0, !resident.Draining, resident.LastUsed)))
        {
            if (!sum.Within(limit) && sum.NearerWithout(resident.Room, limit))
            {
                giveWay.Add(resident);
                sum -= resident.Room;
            }
        }

        // Where the sum is still too large, loads in flight have the room: their models can give way when they are loaded.
        if (sum.Within(limit) && (giveWay.All(resident => resident.Users == 0) || clock.GetElapsedTime(next.Waiters.First!.Value.Since, now) >= options.CollateFor))
        {
            claimant = next;
            foreach (var resident in giveWay)
            {
                resident.Draining = true;
                if (resident.Users == 0)
                {
                    Retire(resident, UnloadReason.Room);
                }
            }
        }

        return false;
    }

    private void Start(PoolEntry<TModel> entry)
    {
        var reserved = Room.Of(entry.Need);
        entry.Loading = reserved;
        run(() => Load(entry, reserved));
    }

    /// <summary>Loads changed files: beside the old copy where both fit, and else after the old copy is freed.</summary>
    private void Renew(PoolEntry<TModel>? next, long now)
    {
        foreach (var entry in entries)
        {
            if (entry.StaleSince is not { } since || entry.Loading is not null || entry.Current is not { } old)
            {
                continue;
            }

            if (TooLarge(entry) is { } tooLarge)
            {
                (entry.LoadFailure, entry.Tried, entry.StaleSince) = (tooLarge.Detail, entry.Seen, null);      // the old copy goes on
            }
            else if (next is null && (Counted(null) + SetAsideExcept(entry) + Room.Of(entry.Need)).Within(limit))
            {
                Start(entry);
            }
            else if (old.Users == 0 || clock.GetElapsedTime(since, now) >= options.CollateFor)
            {
                Retire(old, UnloadReason.Replaced);
            }
        }
    }

    private void SetTimer(PoolEntry<TModel>? next, long now)
    {
        var due = TimeSpan.MaxValue;
        foreach (var entry in entries)
        {
            if (entry.Waiters.First is { Value: var oldest })
            {
                Consider(oldest.Since, options.LongestWait);
                if (entry == next)
                {
                    Consider(oldest.Since, options.CollateFor);
                }
            }

            if (entry.StaleSince is { } since)
            {
                Consider(since, options.CollateFor);
            }

            if (entry is { Pinned: false, Current: { Users: 0 } idle } && options.IdleAfter != Timeout.InfiniteTimeSpan)
            {
                Consider(idle.LastUsed, options.IdleAfter);
            }
        }

        timer.Change(due == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : due < LongestTimer ? due : LongestTimer, Timeout.InfiniteTimeSpan);

        void Consider(long since, TimeSpan after)
        {
            var left = after - clock.GetElapsedTime(since, now);
            if (left > TimeSpan.Zero && left < due)          // what is past has been done, as far as it can be
            {
                due = left > ShortestTimer ? left : ShortestTimer;
            }
        }
    }

    private bool LookIsDue(PoolEntry<TModel> entry)
    {
        if (entry.Loading is not null || entry.StaleSince is not null)
        {
            return false;
        }

        var age = clock.GetElapsedTime(entry.CheckedAt);
        return (entry.Current is null && (entry.LoadFailure is null || age >= options.RetryAfter)) || age >= options.CheckEvery;
    }

    /// <summary>Takes in what a look at the file has shown.</summary>
    private void Take(PoolEntry<TModel> entry, FileLook? seen, long now)
    {
        if (seen is not { } look || entry.Loading is not null)
        {
            return;
        }

        entry.Seen = look.Stamp;
        entry.Need = look.Failure is null ? look.Need : entry.Need;
        if (entry.Current is not null)
        {
            entry.CheckedAt = now;
            entry.StaleSince ??= look.Stamp != entry.Tried ? now : null;
        }
        else if (look.Failure is not null)
        {
            (entry.LoadFailure, entry.Tried, entry.CheckedAt) = (look.Failure, look.Stamp, now);
        }
    }

    /// <summary>Lends the entry's model if it is in service.</summary>
    private Resident<TModel>? Lend(PoolEntry<TModel> entry, long now)
    {
        if (entry.Current is not { Serves: true } current || RetireIfUnhealthy(current))
        {
            return null;
        }

        current.Users++;
        current.LastUsed = now;
        return current;
    }

    /// <summary>Why a request is not even queued; null if it is.</summary>
    private Problem? Refusal(PoolEntry<TModel> entry, FileLook? seen)
    {
        if (entry.Loading is not null || entry.Current is { Retired: null })
        {
            return null;
        }

        var retry = clock.GetElapsedTime(entry.CheckedAt) >= options.RetryAfter || (seen is not null && entry.Seen != entry.Tried);
        return entry.LoadFailure is not null && !retry ? Unavailable(entry) : TooLarge(entry);
    }

    private Problem Unavailable(PoolEntry<TModel> entry) => Problem.ModelUnavailable($"'{entry.Name}' cannot be loaded.", options.RetryAfter);

    private Problem? TooLarge(PoolEntry<TModel> entry)
    {
        var (need, pinned) = (Room.Of(entry.Need), PinnedExcept(entry));
        return (need + pinned).Within(limit) ? null : Problem.ModelTooLarge($"'{entry.Name}' never fits: {need.Excess(pinned, limit)}.");
    }

    private bool RetireIfUnhealthy(Resident<TModel> resident)
    {
        if (resident.Model is IHealthChecked { IsHealthy: false })
        {
            Retire(resident, UnloadReason.Unhealthy);
            return true;
        }

        return false;
    }

    private void Retire(Resident<TModel> resident, UnloadReason reason)
    {
        resident.Retired = reason;
        if (resident.Entry.Current == resident)
        {
            (resident.Entry.Current, resident.Entry.StaleSince) = (null, null);
        }

        if (resident.Users == 0)
        {
            leaving.Add(resident);
        }

        metrics.Unloaded(resident.Entry.Name, reason);
    }

    private void RefuseAll(PoolEntry<TModel> entry, Problem refusal)
    {
        while (entry.Waiters.First is { Value: var waiter })
        {
            entry.Waiters.RemoveFirst();
            Complete(entry, waiter, new(null, refusal), clock.GetTimestamp());
        }
    }

    private void Complete(PoolEntry<TModel> entry, Waiter<TModel> waiter, Answer<TModel> answer, long now)
    {
        waiter.Cancellation.Unregister();
        waiter.TrySetResult(answer);
        metrics.Waited(entry.Name, clock.GetElapsedTime(waiter.Since, now), answer.Refusal?.Code);
    }

    /// <summary>What is counted for one entry, or for all.</summary>
    private Room Counted(PoolEntry<TModel>? only)
    {
        var sum = residents.Where(resident => only is null || resident.Entry == only).Aggregate(default(Room), (left, resident) => left + resident.Room);
        return entries.Where(entry => only is null || entry == only).Aggregate(sum, (left, entry) => left + (entry.Loading ?? default));
    }

    /// <summary>What is kept free for pinned models that are not in memory.</summary>
    private Room SetAsideExcept(PoolEntry<TModel> one) => entries.Where(entry => entry != one).Aggregate(default(Room), (sum, entry) => sum + entry.SetAside);

    /// <summary>What pinned models take, in memory or not.</summary>
    private Room PinnedExcept(PoolEntry<TModel>? one) => entries.Where(entry => entry.Pinned && entry != one).Aggregate(default(Room), (sum, entry) => sum + Room.Of(entry.Need));
}
