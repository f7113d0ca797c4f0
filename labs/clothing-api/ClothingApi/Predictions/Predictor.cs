using System.Diagnostics;
using ClothingApi.Models;

namespace ClothingApi.Predictions;

/// <summary>Runs models for requests: in batches, or one by one as long as Task 9 is not done.</summary>
public sealed class Predictor(ClothingSettings settings) : IAsyncDisposable
{
    private readonly Batcher batcher = new(settings);

    /// <summary>Pictures that wait.</summary>
    public int Waits => batcher.Waits;

    /// <summary>The outputs of one prepared picture (3, size, size).</summary>
    public Task<BatchedOutputs> RunAsync(OnnxNetwork network, float[] picture, CancellationToken cancellation) =>
        Unfinished.Else(() => batcher.RunAsync(network, picture, cancellation), () => Task.FromResult(Alone(network, picture)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => batcher.DisposeAsync();

    private static BatchedOutputs Alone(OnnxNetwork network, float[] picture)
    {
        var start = Stopwatch.GetTimestamp();
        return new(network.Run(picture, 1), 1, TimeSpan.Zero, Stopwatch.GetElapsedTime(start));
    }
}
