using System.Diagnostics;
using Frugal.Data;

namespace Frugal.Benchmarks;

/// <summary>What it costs to turn photos into batches: a JPEG of 128 pixels on its short side in, 3 x 96 x 96 floats out.</summary>
internal static class PhotoLoading
{
    /// <summary>Processor and wall time a photo, decoding (which training pays once) and augmenting (every epoch) apart.</summary>
    public static object Measure(int count, int rounds)
    {
        using var photos = new TemporaryPhotos(count);
        var data = Datasets.FromFolder(photos.Folder);
        var options = new LoaderOptions { Augmentation = new(), Shuffle = true };
        var timings = Enumerable.Range(0, rounds).Select(round =>
        {
            var decoding = Timing.Of(() => ImageLoader.Create(data, options), out var loader);
            var augmenting = Timing.Of(() => loader.Epoch(round).Sum(Emptied), out _);
            return (Decoding: decoding, Augmenting: augmenting);
        }).Skip(1).ToList();   // the first round compiles
        var decode = timings.MinBy(timing => timing.Decoding.Processor).Decoding;
        var augment = timings.MinBy(timing => timing.Augmenting.Processor).Augmenting;
        return new
        {
            photos = count,
            decode_processor_ms = decode.Processor / count,
            augment_processor_ms = augment.Processor / count,
            photos_per_second_and_core = 1000 * count / (decode.Processor + augment.Processor),
            wall_photos_per_second = 1000 * count / (decode.Wall + augment.Wall),
        };
    }

    private static int Emptied(Batch batch)
    {
        using (batch)
        {
            return batch.Count;
        }
    }

    /// <summary>Milliseconds.</summary>
    private readonly record struct Timing(double Processor, double Wall)
    {
        public static Timing Of<T>(Func<T> work, out T result)
        {
            using var process = Process.GetCurrentProcess();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            result = work();
            process.Refresh();
            return new((process.TotalProcessorTime - before).TotalMilliseconds, watch.Elapsed.TotalMilliseconds);
        }
    }

    /// <summary>Drawn garments as JPEG files of 128 x 171 pixels, quality 88: the size of the photos in a mirror.</summary>
    private sealed class TemporaryPhotos : IDisposable
    {
        public TemporaryPhotos(int count)
        {
            var garments = new GarmentsDataset("photos", count);
            Parallel.For(0, count, i => File.WriteAllBytes(Path.Combine(Folder, $"{i}.jpg"), garments.Image(i).Resize(128, 171).ToJpeg()));
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("frugal-bench-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
