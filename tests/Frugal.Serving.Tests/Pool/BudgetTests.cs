using Frugal.Serving.Models;

namespace Frugal.Serving.Tests.Pool;

public class BudgetTests
{
    [Test]
    public void The_model_used_least_recently_is_unloaded_when_room_is_needed()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(2) }, ("a", 1, 0), ("b", 1, 0), ("c", 1, 0));
        stage.Use("a");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        stage.Use("b");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        stage.Use("a");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));

        stage.Use("c");

        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "+b", "-b", "+c" }));
        Assert.That(stage.Loaded, Is.EqualTo("ac"));
    }

    [Test]
    public void Anonymous_and_file_backed_memory_have_limits_of_their_own()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(10, fileBacked: 10) }, ("heap", 8, 0), ("map", 0, 8), ("map2", 1, 8));
        stage.Use("heap");
        stage.Use("map");
        Assert.That(stage.Loaded, Is.EqualTo("heapmap"), "8 of each kind fit");

        stage.Use("map2");

        Assert.That(stage.Log, Is.EqualTo(new[] { "+heap", "+map", "-map", "+map2" }), "unloading 'heap', used least recently, would not help");
    }

    [Test]
    public void The_number_of_models_is_limited_too()
    {
        using var stage = new Stage(new() { MaxModels = 1 }, ("a", 1, 0), ("b", 1, 0));

        stage.Use("a");
        stage.Use("b");

        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b" }));
    }

    [Test]
    public void No_more_models_are_unloaded_than_the_room_takes()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(6) }, ("a", 2, 0), ("b", 2, 0), ("c", 2, 0), ("d", 3, 0));
        foreach (var name in new[] { "a", "b", "c" })
        {
            stage.Use(name);
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        stage.Use("d");

        Assert.That(stage.Loaded, Is.EqualTo("cd"));
    }

    [Test]
    public void A_model_in_use_is_not_unloaded_and_the_request_waits_for_its_end()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(1) }, ("a", 1, 0), ("b", 1, 0));
        var lease = stage.Rent("a");
        var waiting = stage.Ask("b");
        stage.Settle();
        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        stage.Settle();

        Assert.That((waiting.IsCompleted, lease.Model.IsFreed, stage["b"].Waiting), Is.EqualTo((false, false, 1)));
        lease.Dispose();
        stage.Settle();
        stage.Granted(waiting).Dispose();
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b" }));
    }

    [Test]
    public void Room_is_free_only_when_the_old_model_is_freed()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(1) }, ("a", 1, 0), ("b", 1, 0));
        stage.Use("a");
        var waiting = stage.Ask("b");

        Assert.That((stage["a"].Memory, stage["b"].Memory, stage.Log.Count), Is.EqualTo((Stage.Memory(1), Stage.Memory(0), 1)), "retired, not yet freed");
        stage.RunOne(0);
        Assert.That((stage["a"].Memory, stage["b"].Memory, stage.Log.Count), Is.EqualTo((Stage.Memory(0), Stage.Memory(1), 2)), "freed, and its room reserved");
        stage.Settle();
        stage.Granted(waiting).Dispose();
    }

    [Test]
    public void A_model_that_never_fits_is_refused_with_the_sum_before_anything_is_unloaded()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(2_000_000, 1_000_000) }, ("big", 1_600_000, 0), ("p!", 500_000, 0), ("small", 1_000_000, 0));
        stage.Use("small");

        var refusal = stage.Ask("big").Result.Refusal!;

        Assert.That((refusal.Status, refusal.Code, refusal.RetryAfter), Is.EqualTo((503, "model_too_large", (TimeSpan?)null)));
        Assert.That(refusal.Detail, Is.EqualTo("'big' never fits: 1.60 MB of anonymous memory needed, 500 KB pinned, 2 MB allowed."));
        Assert.That((stage.Loaded, stage.Background), Is.EqualTo(("small", 0)));
    }

    [Test]
    public void A_main_model_that_never_fits_gives_way_to_a_smaller_fallback()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(2) }, ("big", 3, 0), ("small", 1, 0));

        var answer = stage.Pool.RentAsync();
        stage.Settle();

        using var lease = answer.GetAwaiter().GetResult();
        Assert.That((lease.Name, lease.Fallback), Is.EqualTo(("small", true)));
        Assert.That(lease.Reason, Does.Contain("never fits"));
    }

    [Test]
    public async Task Pinned_models_have_their_room_set_aside_and_are_never_unloaded_by_the_pool()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(2) }, ("p!", 1, 0), ("a", 1, 0), ("b", 1, 0));
        stage.Use("a");
        var loading = stage.Pool.PreloadAsync(["p"]);
        Assert.That(loading.IsCompleted, Is.False);
        stage.Settle();
        await loading;
        Assert.That(stage.Loaded, Is.EqualTo("pa"), "its room was kept free");

        stage.Use("b");
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.Settle();

        Assert.That(stage.Loaded, Is.EqualTo("p"));
        Assert.That(stage.Log, Does.Not.Contain("-p"));
        stage.Pool.Unload("p");
        Assert.That(stage.Log, Does.Contain("-p"), "by request");
    }

    [Test]
    public void Pinned_models_that_exceed_the_budget_are_refused_at_once()
    {
        var refusal = Assert.Throws<FrugalException>(() => new Stage(new() { Memory = Stage.Budget(3) }, ("p!", 2, 0), ("q!", 2, 0)))!;

        Assert.That(refusal.Message, Is.EqualTo("The pinned models never fit: 4 B of anonymous memory needed, 0 B pinned, 3 B allowed. Pin fewer models or raise the limit."));
    }

    [Test]
    public void A_file_that_has_grown_while_its_request_waited_is_counted_as_it_is_now()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(4) }, ("a", 2, 0), ("b", 2, 0));
        stage.Use("a");
        var waiting = stage.Ask("b");
        stage.Need("b", 3);

        stage.Settle();

        stage.Granted(waiting).Dispose();
        Assert.That(stage.Log, Is.EqualTo(new[] { "+a", "-a", "+b" }), "3 do not fit beside 2");
        Assert.That(stage["b"].Memory, Is.EqualTo(Stage.Memory(3)));
        stage.Use("a");
        var grown = stage.Ask("b");
        stage.Need("b", 5);
        stage.Settle();
        Assert.That(grown.Result.Refusal?.Code, Is.EqualTo("model_too_large"));
        stage.Use("a");
    }

    [Test]
    public void Sums_of_absurd_sizes_do_not_overflow()
    {
        using var stage = new Stage(new() { Memory = Stage.Budget(long.MaxValue) }, ("p!", long.MaxValue - 1, 0), ("a", long.MaxValue, 0), ("b", 1, long.MaxValue));

        Assert.That(stage.Ask("a").Result.Refusal?.Code, Is.EqualTo("model_too_large"));
        stage.Use("b");
        stage.Use("p");
        Assert.That(stage.Loaded, Is.EqualTo("pb"));
        Assert.That(() => Stage.Memory(-1), Throws.TypeOf<FrugalException>());
    }

    [Test]
    public async Task A_source_whose_estimate_throws_is_a_failed_load()
    {
        using var pool = new ModelPool<FakeModel>([new("a", "a.bin", _ => new("a")) { Memory = _ => throw new FormatException("no header") }], new() { Memory = Stage.Budget(1) });

        var refusal = (await Assert.ThrowsAsync<Problems.ProblemException>(() => pool.RentAsync("a")))!;

        Assert.That(refusal.Problem.Code, Is.EqualTo("model_unavailable"));
        Assert.That(pool.Status[0].Failure, Is.EqualTo("no header"));
    }

    [Test]
    public void The_estimate_is_the_length_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("model.bin", new byte[1234]);

        Assert.That(ModelMemory.Copied(file), Is.EqualTo(Stage.Memory(1234)));
        Assert.That(ModelMemory.Mapped(file), Is.EqualTo(Stage.Memory(0, 1234)));
        Assert.That(ModelMemory.Copied(folder["missing"]), Is.EqualTo(Stage.Memory(0)));
        Assert.That(new ModelSource<FakeModel>("a", file, _ => new("a")).Memory(file), Is.EqualTo(Stage.Memory(1234)));
    }
}
