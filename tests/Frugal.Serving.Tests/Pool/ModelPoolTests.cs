using Frugal.Serving.Models;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Tests.Pool;

public class ModelPoolTests
{
    private static readonly ModelPoolOptions Eager = new() { CheckEvery = TimeSpan.Zero, RetryAfter = TimeSpan.Zero };

    [Test]
    public async Task Fifty_first_callers_at_once_load_one_model()
    {
        using var folder = new TemporaryFolder();
        using var arrived = new CountdownEvent(50);
        var loads = 0;
        using var pool = new ModelPool<TextModel>([new("main", Write(folder, "main", "a"), file =>
        {
            Interlocked.Increment(ref loads);
            arrived.Wait(Patience.Longest(TimeSpan.FromSeconds(5)));
            return TextModel.Load(file);
        })]);
        Assert.That(pool.Status[0].State, Is.EqualTo(ModelState.NotLoaded));

        var leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
        {
            var lease = pool.RentAsync();
            arrived.Signal();
            return lease;
        })));

        Assert.That(loads, Is.EqualTo(1));
        Assert.That(leases.Select(lease => lease.Model).Distinct().Count(), Is.EqualTo(1));
        Assert.That(pool.Status[0].State, Is.EqualTo(ModelState.Ready));
        Array.ForEach(leases, lease => lease.Dispose());
    }

    [Test]
    public async Task The_fallback_answers_where_the_main_model_cannot_and_says_why()
    {
        using var folder = new TemporaryFolder();
        using var pool = Pool(Path.Combine(folder.Path, "missing"), Write(folder, "other", "b"));

        using var lease = await pool.RentAsync();

        Assert.That((lease.Name, lease.Fallback, lease.Model.Text), Is.EqualTo(("fallback", true, "b")));
        Assert.That(lease.Reason, Does.Contain("missing"));
        Assert.That(pool.Status.Select(status => status.State), Is.EqualTo(new[] { ModelState.Failed, ModelState.Ready }));
    }

    [Test]
    public async Task Without_any_model_the_client_may_come_back()
    {
        using var folder = new TemporaryFolder();
        using var pool = Pool(Path.Combine(folder.Path, "missing"), Path.Combine(folder.Path, "missing too"));

        var refusal = (await Assert.ThrowsAsync<ProblemException>(() => pool.RentAsync()))!;

        Assert.That((refusal.Problem.Status, refusal.Problem.Code), Is.EqualTo((503, "model_unavailable")));
        Assert.That(refusal.Problem.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task A_changed_file_is_loaded_while_the_old_model_serves_and_is_freed_with_its_last_lease()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "main", "old");
        using var pool = Pool(file);
        var old = await pool.RentAsync();
        Write(folder, "main", "the new one");

        var renewed = await UntilAsync(pool, lease => lease.Model.Text == "the new one");

        Assert.That(old.Model.IsFreed, Is.False, "while it is on lease");
        var model = old.Model;
        old.Dispose();
        Assert.That(model.IsFreed, Is.True, "after its last lease");
        renewed.Dispose();
    }

    [Test]
    public async Task A_file_cut_in_half_while_serving_leaves_the_last_good_model()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "main", "whole");
        using var pool = Pool(file, Write(folder, "other", "b"));
        (await pool.RentAsync()).Dispose();
        File.WriteAllText(file, "wh");

        (await UntilAsync(pool, _ => pool.Status[0].Failure is not null)).Dispose();
        using var lease = await pool.RentAsync();

        Assert.That((lease.Model.Text, lease.Fallback), Is.EqualTo(("whole", false)));
        Assert.That(pool.Status[0], Has.Property("State").EqualTo(ModelState.Ready).And.Property("Failure").Not.Null);
    }

    [Test]
    public async Task A_mended_file_is_loaded_again()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "main");
        using var pool = Pool(file);
        await Assert.ThrowsAsync<ProblemException>(() => pool.RentAsync());
        Write(folder, "main", "mended");

        using var lease = await pool.RentAsync();

        Assert.That(lease.Model.Text, Is.EqualTo("mended"));
    }

    [Test]
    public async Task A_failed_load_is_not_tried_again_before_its_time_while_the_file_stays_the_same()
    {
        using var folder = new TemporaryFolder();
        var loads = 0;
        using var pool = new ModelPool<TextModel>([new("main", Path.Combine(folder.Path, "missing"), file =>
        {
            loads++;
            return TextModel.Load(file);
        })], new() { CheckEvery = TimeSpan.Zero, RetryAfter = TimeSpan.FromHours(1) });

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ProblemException>(() => pool.RentAsync());
        }

        Assert.That(loads, Is.EqualTo(1));
        Write(folder, "missing", "there");
        using var lease = await pool.RentAsync();
        Assert.That(lease.Model.Text, Is.EqualTo("there"));
    }

    [Test]
    public async Task An_unloaded_model_is_freed_and_loaded_again_on_demand()
    {
        using var folder = new TemporaryFolder();
        using var pool = Pool(Write(folder, "main", "a"));
        var lease = await pool.RentAsync();
        var first = lease.Model;
        lease.Dispose();

        pool.Unload("main");

        Assert.That((first.IsFreed, pool.Status[0].State), Is.EqualTo((true, ModelState.NotLoaded)));
        using var again = await pool.RentAsync();
        Assert.That(again.Model, Is.Not.SameAs(first));
        Assert.That(() => pool.Unload("other"), Throws.TypeOf<FrugalException>());
    }

    private static ModelPool<TextModel> Pool(string main, string? fallback = null) => new(
        fallback is null ? [new("main", main, TextModel.Load)] : [new("main", main, TextModel.Load), new("fallback", fallback, TextModel.Load)], Eager);

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, text + ".");
        return file;
    }

    /// <summary>Asks until the answer is as wanted: a renewal runs beside the requests.</summary>
    private static async Task<ModelLease<TextModel>> UntilAsync(ModelPool<TextModel> pool, Func<ModelLease<TextModel>, bool> wanted)
    {
        for (var patience = Patience.For(TimeSpan.FromSeconds(10)); !patience.IsOver;)
        {
            var lease = await pool.RentAsync();
            if (wanted(lease))
            {
                return lease;
            }

            lease.Dispose();
            await Task.Delay(10);
        }

        throw new AssertionException("The renewal of the model did not come.");
    }

    /// <summary>A text file that ends in a full stop.</summary>
    private sealed class TextModel(string text) : IDisposable
    {
        public string Text => text;

        public bool IsFreed { get; private set; }

        public static TextModel Load(string file) => File.ReadAllText(file) is var text && text.EndsWith('.')
            ? new(text[..^1])
            : throw new FrugalException($"{file}: the text is cut off. Write it again.");

        public void Dispose() => IsFreed = true;
    }
}
