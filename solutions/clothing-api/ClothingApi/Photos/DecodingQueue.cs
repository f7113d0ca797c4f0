using System.Threading.RateLimiting;
using Frugal.Imaging;
using Frugal.Serving.Problems;

namespace ClothingApi.Photos;

/// <summary>Decodes as many pictures at a time as the machine has processors. The others wait without a thread, so that health and metrics answer meanwhile.</summary>
public sealed class DecodingQueue(ClothingSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter turns = new(new() { PermitLimit = Environment.ProcessorCount, QueueLimit = settings.QueueLength });

    /// <summary>Decodes a picture by <see cref="PhotoDecoder"/> when its turn comes.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="side">The side that the model takes.</param>
    /// <param name="cancellation">The client has gone.</param>
    /// <exception cref="ProblemException">One of <see cref="PhotoProblems"/>; busy, if <c>QueueLength</c> pictures wait.</exception>
    public async Task<RgbImage> DecodeAsync(byte[] file, int side, CancellationToken cancellation)
    {
        using var turn = await turns.AcquireAsync(cancellationToken: cancellation);
        return turn.IsAcquired ? PhotoDecoder.Decode(file, settings.MaxPixels, side) : throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(1)));
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();
}
