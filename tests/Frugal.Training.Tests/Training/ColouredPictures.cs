using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Training.Tests.Training;

/// <summary>Pictures whose class is the strongest of their three colours, under noise: learned in seconds.</summary>
internal sealed class ColouredPictures(int count, long seed) : IImageDataset
{
    private const int Side = 20;

    public string Name => "coloured";

    public string Split => "train";

    public IReadOnlyList<string> Classes { get; } = ["red", "green", "blue"];

    public int Count => count;

    public DataSource Source { get; } = new(DataOrigin.Generated, "test");

    public int Label(int index) => index % 3;

    public RgbImage Image(int index)
    {
        var random = new SplitMix64(seed, index);
        var image = new RgbImage(Side, Side);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(random.NextInt32(150) + (i % 3 == Label(index) ? 60 : 0));
        }

        return image;
    }

    public static Architecture Network() => new ResNet(new ResNetOptions { Stem = 8, Widths = [8, 16], Classes = 3 });

    public static TrainingOptions Options { get; } = new() { Epochs = 4, BatchSize = 8, WarmUpEpochs = 1, CutMix = 1, AverageDecay = 0.9 };

    public static ImageLoader Pictures(int count = 64, long seed = 1) => ImageLoader.Create(
        new ColouredPictures(count, 1),
        new LoaderOptions
        {
            BatchSize = Options.BatchSize, Shuffle = true, DropLast = true, Seed = seed, CacheSize = Side,
            Preprocessing = new Preprocessing { Size = 16 }, Augmentation = new Augmentation(),
        });

    public static ImageLoader Validation() => ImageLoader.Create(
        new ColouredPictures(30, 2), new LoaderOptions { Preprocessing = new Preprocessing { Size = 16 } });

    public static byte[] Bytes(Architecture network)
    {
        using var stream = new MemoryStream();
        network.save(stream);
        return stream.ToArray();
    }
}
