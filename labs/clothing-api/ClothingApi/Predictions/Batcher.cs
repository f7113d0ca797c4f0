using System.Diagnostics;
using System.Threading.Channels;
using ClothingApi.Models;
using Frugal.Serving.Problems;

namespace ClothingApi.Predictions;

/// <summary>
/// Gathers pictures that come at the same time and lets a model answer them together. The queue is bounded: where it is full, the caller is
/// told to come back, so that an overloaded server stays quick for those whom it serves.
/// </summary>
public sealed class Batcher : IAsyncDisposable
{
    private readonly ClothingSettings settings;
    private readonly Channel<Waiting> queue;
    private readonly Task worker;

    public Batcher(ClothingSettings settings)
    {
        this.settings = settings;
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(settings.QueueLength) { SingleReader = true });
        worker = Task.Run(WorkAsync);
    }

    /// <summary>How many pictures wait.</summary>
    public int Waits => queue.Reader.Count;

    /// <summary>The outputs of one prepared picture, run with others where others wait.</summary>
    /// <exception cref="ProblemException">The queue is full: <see cref="Problem.Busy"/>. Nothing waits then.</exception>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    public Task<BatchedOutputs> RunAsync(OnnxNetwork network, float[] picture, CancellationToken cancellation)
    {
        throw new NotImplementedException("Task 9 - put the picture into the queue and wait for its answer. Hint: Channel.Writer.TryWrite says whether there was room; a TaskCompletionSource is the answer to come.");
    }

    /// <summary>Ends when the pictures that wait have been answered.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await worker;
    }

    /// <summary>
    /// Until the queue is completed: takes the pictures that wait, at most <c>MaxBatch</c> and all for one model (a picture for another one begins the next batch), runs them as one (N, 3, size, size)
    /// batch, and answers each with its own row. With <c>MaxWaitMs</c> above 0 the worker, once it has taken the first of a batch, waits that long for others, unless the batch is full. Pictures whose client has
    /// gone are not run. A failure of the model fails its batch, not the worker.
    /// </summary>
    private async Task WorkAsync()
    {
        // Task 9 goes here. Nothing waits as long as RunAsync is not written.
        await Task.CompletedTask;
    }

    /// <summary>A picture in the queue.</summary>
    private sealed record Waiting(OnnxNetwork Network, float[] Picture, long Since, CancellationToken Cancellation)
    {
        /// <summary>The answer to come. Whoever waits for it goes on in a thread of its own, not in the worker's.</summary>
        public TaskCompletionSource<BatchedOutputs> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What a model gave for one picture.</summary>
/// <param name="Outputs">Its row of numbers.</param>
/// <param name="Batch">How many pictures ran together.</param>
/// <param name="Queued">How long it waited.</param>
/// <param name="Ran">How long the batch ran.</param>
public readonly record struct BatchedOutputs(float[] Outputs, int Batch, TimeSpan Queued, TimeSpan Ran);
