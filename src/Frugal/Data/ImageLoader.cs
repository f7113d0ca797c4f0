using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Frugal.Imaging;

namespace Frugal.Data;

/// <summary>
/// Decodes a data set once, on every core, into small square byte images, then prepares batches ahead of the network that consumes them.
/// The content of a batch depends only on (seed, epoch, index in the data set), never on thread timing.
/// </summary>
public sealed class ImageLoader
{
    private readonly RgbImage[] squares;
    private readonly long[] labels;
    private readonly Augmenter? augmenter;
    private readonly Augmenter? second;
    private readonly ConcurrentBag<Batch> free = [];

    private ImageLoader(RgbImage[] squares, long[] labels, LoaderOptions options)
    {
        (this.squares, this.labels, Options) = (squares, labels, options);
        augmenter = options.Augmentation is { } augmentation ? new(augmentation, options.Preprocessing) : null;
        second = options is { Augmentation: { } same, Second: { } preprocessing } ? new(same, preprocessing) : null;
    }

    /// <summary>How the batches are made.</summary>
    public LoaderOptions Options { get; }

    /// <summary>Number of images in the data set.</summary>
    public int Count => squares.Length;

    /// <summary>Number of batches per epoch.</summary>
    public int BatchCount => Options.DropLast ? Count / Options.BatchSize : (Count + Options.BatchSize - 1) / Options.BatchSize;

    /// <summary>Decodes every image of <paramref name="data"/>.</summary>
    /// <param name="data">The images.</param>
    /// <param name="options">How batches will be made.</param>
    /// <param name="progress">Receives the number of images decoded so far.</param>
    /// <param name="cancellation">Stops the decoding.</param>
    /// <exception cref="FrugalException">A photo cannot be read; the message names it.</exception>
    public static ImageLoader Create(
        IImageDataset data, LoaderOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        if (options is { Second: not null, Augmentation: null })
        {
            throw new ArgumentException("A second size is made of augmented images only. Set Augmentation, or leave out Second.", nameof(options));
        }

        var size = options.Augmentation is null ? options.Preprocessing.Size : options.CacheSize;
        var squares = new RgbImage[data.Count];
        var labels = new long[data.Count];
        var done = 0;
        ParallelLoop.For(data.Count, i =>
        {
            Interruption.ThrowIfRequested();
            squares[i] = options.Preprocessing.Square(data.Image(i), size);
            labels[i] = data.Label(i);
            progress?.Report(Interlocked.Increment(ref done));
        }, cancellation);

        return new(squares, labels, options);
    }

    /// <summary>SHA-256 of all cached images and their labels.</summary>
    internal string Digest()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var square in squares)
        {
            digest.AppendData(square.Pixels);
        }

        digest.AppendData(MemoryMarshal.AsBytes<long>(labels));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The batches of one epoch, in order.</summary>
    /// <param name="epoch">From 0; each epoch has its own order and augmentation.</param>
    /// <param name="cancellation">Ends the epoch early.</param>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default)
    {
        var order = Order(epoch);
        var batches = BatchCount;
        var ahead = new Queue<Task<Batch>>();
        for (int next = 0, given = 0; given < batches; given++)
        {
            while (ahead.Count < Options.Prefetch && next < batches)
            {
                var first = next++ * Options.BatchSize;
                var places = order.AsMemory(first, Math.Min(Options.BatchSize, Count - first));
                ahead.Enqueue(Task.Run(() => Make(places.Span, epoch), cancellation));
            }

            Interruption.ThrowIfRequested(cancellation);
            yield return ahead.Dequeue().GetAwaiter().GetResult();
        }
    }

    private Batch Make(ReadOnlySpan<int> places, int epoch)
    {
        var length = Options.Preprocessing.Length;
        var batch = Rent(places.Length, length, epoch);
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            var values = batch.Images.AsSpan(i * length, length);
            if (augmenter is null)
            {
                Options.Preprocessing.Normalize(squares[place].Pixels, values);
            }
            else
            {
                var random = new SplitMix64(Options.Seed, epoch, place);
                augmenter.Apply(squares[place], ref random, values);
            }

            batch.Labels[i] = labels[place];
            batch.Indices[i] = place;
        }

        return batch;
    }

    private int[] Order(int epoch)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        if (Options.Shuffle)
        {
            var random = new SplitMix64(Options.Seed, epoch, -1);
            random.Shuffle<int>(order);
        }

        return order;
    }

    /// <summary>Writes the images of a batch as the second preprocessing wants them: cut, turned and coloured like the first ones.</summary>
    private void Render(Batch batch, float[] to)
    {
        var length = Options.Second!.Length;
        ParallelLoop.For(batch.Count, i =>
        {
            var random = new SplitMix64(Options.Seed, batch.Epoch, batch.Indices[i]);
            second!.Apply(squares[batch.Indices[i]], ref random, to.AsSpan(i * length, length));
        });
    }

    /// <summary>Reuses the buffers of full batches; allocates new ones for a smaller last batch.</summary>
    private Batch Rent(int count, int length, int epoch)
    {
        if (count == Options.BatchSize && free.TryTake(out var used))
        {
            used.Use(epoch, GiveBack);
            return used;
        }

        return new(count, length, second is null ? null : (Options.Second!.Length, Render), GiveBack) { Epoch = epoch };
    }

    private void GiveBack(Batch batch)
    {
        if (batch.Count == Options.BatchSize)
        {
            free.Add(batch);
        }
    }
}
