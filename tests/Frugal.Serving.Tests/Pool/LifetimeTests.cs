using Frugal.Measuring;
using Frugal.Serving.Models;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Tests.Pool;

public class LifetimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void A_model_is_unloaded_five_minutes_after_the_end_of_its_last_request()
    {
        using var stage = new Stage(new(), ("a", 1, 0));
        var lease = stage.Rent("a");
        stage.Clock.Advance(60 * Minute);
        stage.Settle();
        Assert.That(stage.Loaded, Is.EqualTo("a"), "in use");
        lease.Dispose();

        stage.Clock.Advance(4.9 * Minute);
        stage.Use("a");
        stage.Clock.Advance(4.9 * Minute);
        stage.Settle();
        Assert.That(stage.Loaded, Is.EqualTo("a"));
        stage.Clock.Advance(0.2 * Minute);
        stage.Settle();

        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a" }));
        stage.Use("a");
    }

    [Test]
    public void Without_an_idle_time_models_stay()
    {
        using var stage = new Stage(new() { IdleAfter = Timeout.InfiniteTimeSpan }, ("a", 1, 0));
        stage.Use("a");

        stage.Clock.Advance(TimeSpan.FromDays(100));
        stage.Settle();

        Assert.That(stage.Loaded, Is.EqualTo("a"));
    }

    [Test]
    public async Task Preloaded_models_answer_at_once()
    {
        using var stage = new Stage(new(), ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));

        var loading = stage.Pool.PreloadAsync(["a", "b"]);
        stage.Settle();

        Assert.That(() => loading.GetAwaiter().GetResult(), Throws.Nothing);
        Assert.That((stage.Loaded, stage.Ask("b").IsCompleted), Is.EqualTo(("ab", true)));
        stage.Broken.Add("c");
        var broken = stage.Pool.PreloadAsync(["a", "c"]);
        stage.Settle();
        Assert.That((await Assert.ThrowsAsync<ProblemException>(() => broken))!.Problem.Code, Is.EqualTo("model_unavailable"));
    }

    [Test]
    public void Closing_ends_those_who_wait_and_frees_models_with_their_last_lease()
    {
        using var stage = new Stage(new() { MaxModels = 2 }, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0), ("d", 1, 0));
        var lease = stage.Rent("a");
        var loading = stage.Ask("b");
        var waiting = stage.Ask("c");

        var end = stage.Pool.DisposeAsync();

        Assert.That(loading.Result.Refusal?.Status, Is.EqualTo(503));
        Assert.That(waiting.Result.Refusal, Has.Property("Status").EqualTo(503).And.Property("Detail").EqualTo("The server is shutting down."));
        Assert.That((lease.Model.IsFreed, end.IsCompleted), Is.EqualTo((false, false)));
        stage.Settle();
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "+b", "-b" }), "what was being loaded is freed at once");
        Assert.That(end.IsCompleted, Is.False);
        lease.Dispose();
        Assert.That((stage.Log[^1], end.IsCompleted), Is.EqualTo(("-a", true)));
        Assert.That(() => stage.Ask("a"), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => stage.Pool.Dispose(), Throws.Nothing, "closed twice");
    }

    [Test]
    public void A_lease_returned_twice_counts_once()
    {
        using var stage = new Stage(new(), ("a", 1, 0));
        var (once, other) = (stage.Rent("a"), stage.Rent("a"));

        once.Dispose();
        once.Dispose();

        Assert.That(stage["a"].Leases, Is.EqualTo(1));
        Assert.That(() => once.Model, Throws.TypeOf<ObjectDisposedException>());
        other.Dispose();
    }

    [Test]
    public void A_model_that_can_answer_no_more_is_lent_no_more_and_loaded_again()
    {
        using var stage = new Stage(new() { MaxModels = 1 }, ("a", 1, 0));
        var lease = stage.Rent("a");
        var dead = lease.Model;
        dead.IsHealthy = false;
        var next = stage.Ask("a");
        stage.Settle();
        Assert.That((next.IsCompleted, dead.IsFreed), Is.EqualTo((false, false)), "its memory counts until its last lease");

        lease.Dispose();
        stage.Settle();

        using var again = stage.Granted(next);
        Assert.That((dead.IsFreed, again.Model.IsHealthy), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_model_that_cannot_be_freed_fails_no_request_and_is_reported()
    {
        using var pool = new ModelPool<Stubborn>([new("a", "a.bin", _ => new())]);
        var lease = pool.RentAsync("a").GetAwaiter().GetResult();
        pool.Unload("a");

        Assert.That(lease.Dispose, Throws.Nothing);
        Assert.That(pool.Status[0], Has.Property("State").EqualTo(ModelState.NotLoaded).And.Property("Failure").EqualTo("It could not be unloaded: stuck"));
        Assert.That(async () => (await pool.RentAsync("a")).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_changed_file_is_loaded_beside_the_old_copy_only_where_both_fit([Values(1, 2)] int places)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.bin", "old");
        var log = new List<string>();
        var work = new Queue<Action>();
        var clock = new ManualClock();
        using var pool = new ModelPool<FakeModel>([new("a", file, path =>
        {
            var text = File.ReadAllText(path);
            log.Add("+" + text);
            return new(text, _ => log.Add("-" + text));
        })], new() { MaxModels = places, CheckEvery = TimeSpan.Zero, CollateFor = Minute }, clock, work.Enqueue);
        Rent().Dispose();
        folder.Write("a.bin", "newer");
        var lease = Rent();                                   // sees the change
        Assert.That(lease.Model.Name, Is.EqualTo("old"));
        Settle();

        var after = Rent();
        Assert.That(after.Model.Name, Is.EqualTo(places == 2 ? "newer" : "old"));
        after.Dispose();
        lease.Dispose();
        Settle();

        using var last = Rent();
        Assert.That(last.Model.Name, Is.EqualTo("newer"));
        Assert.That(log, Is.EqualTo(places == 2 ? new[] { "+old", "+newer", "-old" } : ["+old", "-old", "+newer"]));

        ModelLease<FakeModel> Rent()
        {
            var answer = pool.Scheduler.Request(pool.Scheduler.Entries[0], default);
            if (!answer.IsCompleted)
            {
                Settle();
            }

            return new(pool.Scheduler, answer.Result.Granted!);
        }

        void Settle()
        {
            while (work.TryDequeue(out var next))
            {
                next();
            }
        }
    }

    /// <summary>What glibc keeps of many small blocks when one in a hundred lives on.</summary>
    [Test]
    [Platform("Linux")]
    public void Free_memory_of_native_code_returns_to_the_system_after_an_unload()
    {
        Blocks.Keep = [];
        using var pool = new ModelPool<Blocks>([new("a", "a.bin", _ => new())]);
        var before = MemorySnapshot.OfThisProcess().Anonymous.Bytes;
        pool.RentAsync("a").GetAwaiter().GetResult().Dispose();
        var loaded = MemorySnapshot.OfThisProcess().Anonymous.Bytes;
        Assert.That(loaded - before, Is.GreaterThan(Blocks.Bytes / 2), "the model takes memory");

        pool.Unload("a");

        var after = MemorySnapshot.OfThisProcess().Anonymous.Bytes;
        Blocks.FreeAll();
        Assert.That(after - before, Is.LessThan(Blocks.Bytes / 2));
    }

    [Test]
    public void Options_out_of_their_range_are_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new ModelPoolOptions { MaxModels = 0 }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new ModelPoolOptions { IdleAfter = TimeSpan.Zero }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new ModelPoolOptions { LongestWait = TimeSpan.Zero }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new ModelPoolOptions { CollateFor = -Minute }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new ModelPoolOptions { RetryAfter = -Minute }, Throws.TypeOf<FrugalException>());
    });

    private sealed class Stubborn : IDisposable
    {
        public void Dispose() => throw new IOException("stuck");
    }

    /// <summary>64 MB of native memory in blocks of a kilobyte.</summary>
    private sealed unsafe class Blocks : IDisposable
    {
        public const long Bytes = 64_000_000;
        private readonly List<nint> blocks = [];

        public Blocks()
        {
            for (var i = 0; i < Bytes / 1000; i++)
            {
                var block = (nint)System.Runtime.InteropServices.NativeMemory.Alloc(1000);
                new Span<byte>((void*)block, 1000).Fill(1);
                (i % 100 == 99 ? Keep : blocks).Add(block);
            }
        }

        public static List<nint> Keep { get; set; } = [];

        public static void FreeAll()
        {
            Keep.ForEach(block => System.Runtime.InteropServices.NativeMemory.Free((void*)block));
            Keep = [];
        }

        public void Dispose() => blocks.ForEach(block => System.Runtime.InteropServices.NativeMemory.Free((void*)block));
    }
}
