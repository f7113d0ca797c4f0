using Frugal.Serving.Batching;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Tests;

public class MicroBatcherTests
{
    [Test]
    public async Task Each_input_gets_its_own_output()
    {
        await using var batcher = new MicroBatcher<int, int>(Squares, new() { MaxBatch = 7 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => batcher.RunAsync(i)));

        Assert.That(answers.Select(answer => answer.Value), Is.EqualTo(Enumerable.Range(0, 100).Select(i => i * i)));
        Assert.That(answers.Select(answer => answer.Batch), Is.All.InRange(1, 7));
    }

    [Test]
    public async Task What_comes_while_a_batch_runs_is_the_next_batch()
    {
        using var gate = new Gate();
        await using var batcher = new MicroBatcher<int, int>(gate.RunAsync, new() { MaxBatch = 8 });
        var first = batcher.RunAsync(1);
        await gate.Entered;
        var others = Enumerable.Range(2, 5).Select(i => batcher.RunAsync(i)).ToArray();
        Assert.That(batcher.Waits, Is.EqualTo(5));

        gate.Open();

        Assert.That((await first).Batch, Is.EqualTo(1));
        Assert.That((await Task.WhenAll(others)).Select(answer => answer.Batch), Is.All.EqualTo(5));
    }

    [Test]
    public async Task The_first_waits_for_others_where_it_may()
    {
        await using var batcher = new MicroBatcher<int, int>(Squares, new() { MaxBatch = 2, MaxWait = TimeSpan.FromSeconds(1) });

        var first = batcher.RunAsync(3);
        var second = batcher.RunAsync(4);

        Assert.That(((await first).Batch, (await second).Batch), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task A_full_queue_refuses_and_serves_those_whom_it_holds()
    {
        using var gate = new Gate();
        await using var batcher = new MicroBatcher<int, int>(gate.RunAsync, new() { MaxBatch = 2, QueueLength = 3 });
        var running = batcher.RunAsync(0);
        await gate.Entered;
        var held = Enumerable.Range(1, 3).Select(i => batcher.RunAsync(i)).ToArray();

        var refusal = (await Assert.ThrowsAsync<ProblemException>(() => batcher.RunAsync(9)))!;

        Assert.That((refusal.Problem.Status, refusal.Problem.Code, refusal.Problem.RetryAfter), Is.EqualTo((503, "busy", TimeSpan.FromSeconds(1))));
        gate.Open();
        await running;
        Assert.That((await Task.WhenAll(held)).Select(answer => answer.Value), Is.EqualTo(new[] { 1, 4, 9 }));
    }

    [Test]
    public async Task An_input_whose_caller_has_gone_is_not_run()
    {
        using var gate = new Gate();
        await using var batcher = new MicroBatcher<int, int>(gate.RunAsync, new() { MaxBatch = 4 });
        using var caller = new CancellationTokenSource();
        var running = batcher.RunAsync(1);
        await gate.Entered;
        var gone = batcher.RunAsync(2, caller.Token);
        var stays = batcher.RunAsync(3);
        await caller.CancelAsync();

        gate.Open();

        await running;
        Assert.That((await stays).Batch, Is.EqualTo(1));
        Assert.That(async () => await gone, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(gate.Seen, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public async Task A_failure_fails_its_batch_and_not_the_worker()
    {
        await using var batcher = new MicroBatcher<int, int>(
            inputs => inputs.Contains(0) ? throw new ArithmeticException("zero") : Squares(inputs), new() { MaxBatch = 1 });

        Assert.That(async () => await batcher.RunAsync(0), Throws.TypeOf<ArithmeticException>());
        Assert.That((await batcher.RunAsync(5)).Value, Is.EqualTo(25));
    }

    [Test]
    public async Task What_waits_at_the_end_is_still_run()
    {
        using var gate = new Gate();
        var batcher = new MicroBatcher<int, int>(gate.RunAsync, new() { MaxBatch = 1 });
        var answers = Enumerable.Range(1, 4).Select(i => batcher.RunAsync(i)).ToArray();
        var end = batcher.DisposeAsync();

        gate.Open();

        await end;
        Assert.That(answers, Has.All.Property(nameof(Task.IsCompletedSuccessfully)).True);
    }

    [Test]
    public void Options_out_of_their_range_are_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new MicroBatchOptions { MaxBatch = 0 }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new MicroBatchOptions { QueueLength = 0 }, Throws.TypeOf<FrugalException>());
        Assert.That(() => new MicroBatchOptions { MaxWait = TimeSpan.FromSeconds(2) }, Throws.TypeOf<FrugalException>());
    });

    private static Task<IReadOnlyList<int>> Squares(IReadOnlyList<int> inputs) => Task.FromResult<IReadOnlyList<int>>([.. inputs.Select(i => i * i)]);

    /// <summary>Holds the first batch until it is opened.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<int> seen = [];

        public Task Entered => entered.Task;

        public IReadOnlyList<int> Seen => seen;

        public void Open() => open.TrySetResult();

        public async Task<IReadOnlyList<int>> RunAsync(IReadOnlyList<int> inputs)
        {
            seen.AddRange(inputs);
            entered.TrySetResult();
            await open.Task;
            return await Squares(inputs);
        }

        public void Dispose() => open.TrySetResult();
    }
}
