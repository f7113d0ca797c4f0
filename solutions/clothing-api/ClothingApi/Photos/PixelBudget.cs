using Frugal.Serving.Problems;

namespace ClothingApi.Photos;

/// <summary>Room for decoded pixels, of all requests together: a picture of 24 megapixels takes 96 MB, and a file of it can be small.</summary>
public sealed class PixelBudget : IDisposable
{
    private const long Most = 256_000_000;
    private static long taken;
    private long bytes;

    private PixelBudget(long bytes) => this.bytes = bytes;

    /// <summary>Takes room for <paramref name="bytes"/> of pixels; dispose it when they are freed.</summary>
    /// <exception cref="ProblemException">There is no room now: <see cref="Problem.Busy"/>.</exception>
    public static PixelBudget Take(long bytes)
    {
        var room = new PixelBudget(bytes);
        if (Interlocked.Add(ref taken, bytes) <= Most)
        {
            return room;
        }

        room.Dispose();
        throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(1)));
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Add(ref taken, -Interlocked.Exchange(ref bytes, 0));
}
