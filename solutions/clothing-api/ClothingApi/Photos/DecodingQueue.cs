using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Frugal.Imaging;
using Frugal.Serving.Problems;

namespace ClothingApi.Photos;

/// <summary>Decodes as many pictures at a time as the machine has processors. The others wait without a thread, so that health and metrics answer meanwhile.</summary>
public sealed class DecodingQueue(ClothingSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter turns = new(new() { PermitLimit = Environment.ProcessorCount, QueueLimit = settings.QueueLength });
    private readonly ConditionalWeakTable<RgbImage, float[]> given = [];

    /// <summary>Decodes a picture by <see cref="PhotoDecoder"/> when its turn comes.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="side">The side that the model takes.</param>
    /// <param name="cancellation">The client has gone.</param>
    /// <exception cref="ProblemException">One of <see cref="PhotoProblems"/>; busy, if <c>QueueLength</c> pictures wait.</exception>
    public async Task<RgbImage> DecodeAsync(byte[] file, int side, CancellationToken cancellation)
    {
        using var turn = await turns.AcquireAsync(cancellationToken: cancellation);
        return !turn.IsAcquired ? throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(1)))
            : StandIn.Photo is { } photo ? Given(photo(file))
            : PhotoDecoder.Decode(file, settings.MaxPixels, side);
    }

    /// <summary>Prepares a decoded picture for a model by <see cref="PhotoTensor"/>: (3, size, size).</summary>
    public float[] Prepare(RgbImage picture, Preprocessing preparation) =>
        given.TryGetValue(picture, out var tensor) ? tensor : PhotoTensor.From(picture, preparation);

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private RgbImage Given((RgbImage Picture, float[] Tensor) photo)
    {
        given.Add(photo.Picture, photo.Tensor);
        return photo.Picture;
    }
}
