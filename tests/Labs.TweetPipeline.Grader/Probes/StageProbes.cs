using TweetPipeline.Streaming;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>A stage over the numbers from 0. Work on number i ends after that on number <c>After[i]</c>, if there is one. The source or the work fails at a number; the consumer ends early or cancels after one.</summary>
public sealed record StageRequest(int Items, int Workers, int Capacity)
{
    public Dictionary<int, int> After { get; init; } = [];

    public int? SourceFailsAt { get; init; }

    public int? WorkFailsAt { get; init; }

    public int? EndsAfter { get; init; }

    public int? CancelsAfter { get; init; }

    /// <summary>The work waits until it is cancelled from this number on.</summary>
    public int? WaitsFrom { get; init; }
}

/// <summary>The results in their order, the most items worked on at once, how it ended, items still worked on afterwards, whether the source was disposed, items taken before the first result was asked for.</summary>
public sealed record StageAnswer(int[] Results, int Most, string Outcome, int Running, bool Disposed, int TakenBefore);

/// <summary>How far the source is read when the consumer stops asking: after so many results.</summary>
public sealed record StageStop(int Workers, int Capacity, int Results);

/// <summary>Keys that go through a window, and keys that are looked up after each.</summary>
public sealed record WindowScript(int Capacity, int[] Keys, int[] Sought);

/// <summary>Task 8, in the student's process.</summary>
public static class StageProbes
{
    public static async Task<StageAnswer> Run(StageRequest request)
    {
        var (results, source, work) = (new List<int>(), new Source(request.Items, request.SourceFailsAt), new Work(request));
        using var cancel = new CancellationTokenSource();
        var stage = OrderedStage.RunAsync(source, work.DoAsync, request.Workers, request.Capacity, cancel.Token);
        Waiting.Never(() => source.Taken > 0);
        var before = source.Taken;
        var outcome = Waiting.Outcome(ConsumeAsync());
        var running = work.Running;
        await Task.Delay(30).ConfigureAwait(false);
        return new([.. results], work.Most, outcome, Math.Max(running, work.Running), source.Disposed, before);

        async Task ConsumeAsync()
        {
            await foreach (var result in stage.ConfigureAwait(false))
            {
                results.Add(result);
                if (results.Count == request.EndsAfter)
                {
                    break;
                }

                if (results.Count == request.CancelsAfter)
                {
                    await cancel.CancelAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Items that are worked on at once where each waits for the others; and the most.</summary>
    public static async Task<int[]> Crowd(StageRequest request)
    {
        var (inside, most) = (0, 0);
        var gate = new object();
        using var all = new ManualResetEventSlim();
        ThreadPool.SetMinThreads(request.Workers + 8, 8);        // the pool adds threads only slowly, and slower on a busy machine
        var sum = 0;
        await foreach (var result in OrderedStage.RunAsync(Enumerable.Range(0, request.Items), MeetAsync, request.Workers, request.Capacity).ConfigureAwait(false))
        {
            sum += result;
        }

        return [most, sum];

        Task<int> MeetAsync(int item, CancellationToken cancellation)
        {
            lock (gate)
            {
                most = Math.Max(most, ++inside);
                if (inside == request.Workers)
                {
                    all.Set();
                }
            }

            if (!all.Wait(Waiting.Patience, CancellationToken.None))
            {
                all.Set();                                 // they never meet: the others do not wait
            }

            Waiting.Never(() => inside > request.Workers);
            lock (gate)
            {
                inside--;
            }

            return Task.FromResult(item);
        }
    }

    /// <summary>Items taken from the source after the consumer stopped asking: with none asked for beyond the last result.</summary>
    public static async Task<int[]> Stop(StageStop request)
    {
        var source = new Source(10_000, null);
        var results = OrderedStage.RunAsync(source, (item, _) => Task.FromResult(item), request.Workers, request.Capacity).GetAsyncEnumerator();
        await using (results.ConfigureAwait(false))
        {
            for (var i = 0; i < request.Results; i++)
            {
                await results.MoveNextAsync().AsTask().WaitAsync(Waiting.Patience).ConfigureAwait(false);
            }

            Waiting.Until(() => source.Taken >= request.Capacity + request.Results - 1);
            Waiting.Never(() => source.Taken > request.Capacity + request.Results);
            return [source.Taken, source.Overlaps];
        }
    }

    /// <summary>For each key that is added, with its place as the value: the places under which the sought keys are known, -1 for none.</summary>
    public static int[][] Window(WindowScript script)
    {
        var window = new DuplicateWindow<int>(script.Capacity);
        return [.. script.Keys.Select((key, place) =>
        {
            window.Add((UInt128)key, place);
            return script.Sought.Select(sought => window.TryGet((UInt128)sought, out var known) ? known : -1).ToArray();
        })];
    }

    /// <summary>Bytes that a window holds after many keys, beyond those after as many as it remembers.</summary>
    public static long WindowBytes(int capacity)
    {
        var window = new DuplicateWindow<byte[]>(capacity);
        Fill(window, 0, 2 * capacity);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(window, 2 * capacity, 60 * capacity);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(window);
        return after - before;
    }

    private static void Fill(DuplicateWindow<byte[]> window, int from, int count)
    {
        for (var key = from; key < from + count; key++)
        {
            window.Add((UInt128)key, new byte[100]);
        }
    }

    private sealed class Work(StageRequest request)
    {
        private readonly TaskCompletionSource[] done = [.. Enumerable.Range(0, request.Items).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        private int running, most;

        public int Running => Volatile.Read(ref running);

        public int Most => most;

        public async Task<int> DoAsync(int item, CancellationToken cancellation)
        {
            lock (done)
            {
                most = Math.Max(most, ++running);
            }

            try
            {
                if (request.After.TryGetValue(item, out var other))
                {
                    await done[other].Task.WaitAsync(Waiting.Patience, cancellation).ConfigureAwait(false);
                }

                if (item >= request.WaitsFrom)
                {
                    await Task.Delay(Waiting.Patience, cancellation).ConfigureAwait(false);
                }

                await Task.Yield();
                return item == request.WorkFailsAt ? throw new InvalidDataException("work") : item * 3;
            }
            finally
            {
                await Task.Delay(cancellation.IsCancellationRequested ? 50 : 0, CancellationToken.None).ConfigureAwait(false);   // work that is slow to stop
                lock (done)
                {
                    running--;
                }

                done[item].TrySetResult();
            }
        }
    }

    /// <summary>Numbers that count how many of them are taken, and whether two threads do it at once.</summary>
    private sealed class Source(int items, int? failsAt) : IEnumerable<int>, IEnumerator<int>
    {
        private int inside;

        public int Taken { get; private set; }

        public int Overlaps { get; private set; }

        public bool Disposed { get; private set; }

        public int Current => Taken - 1;

        object System.Collections.IEnumerator.Current => Current;

        public bool MoveNext()
        {
            Overlaps += Interlocked.Increment(ref inside) > 1 ? 1 : 0;
            if (Taken == failsAt)
            {
                throw new InvalidDataException("source");
            }

            var more = Taken < items;
            Taken += more ? 1 : 0;
            Interlocked.Decrement(ref inside);
            return more;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => Disposed = true;

        public IEnumerator<int> GetEnumerator() => this;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => this;
    }
}
