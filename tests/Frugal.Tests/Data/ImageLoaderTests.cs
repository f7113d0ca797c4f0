using Frugal.Data;
using Frugal.Imaging;

namespace Frugal.Tests.Data;

public class ImageLoaderTests
{
    private static readonly LoaderOptions Varied = new()
    {
        BatchSize = 4, Shuffle = true, Augmentation = new(), CacheSize = 20, Preprocessing = new() { Size = 16 }, Seed = 7,
    };

    private TemporaryFolder folder;
    private IImageDataset data;

    [SetUp]
    public void SetUp()
    {
        folder = new();
        data = Datasets.FromFolder(TinyPhotos.WriteFolder(folder.Path, ["hat", "shoes"], 5));
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void An_epoch_shows_every_picture_once_with_its_own_label()
    {
        var loader = ImageLoader.Create(data, Varied);

        var batches = loader.Epoch(0).ToList();

        Assert.That(batches.Select(batch => batch.Count), Is.EqualTo(new[] { 4, 4, 2 }));
        Assert.That(batches.SelectMany(batch => batch.Indices).Order(), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(batches.SelectMany(batch => batch.Labels), Is.EqualTo(batches.SelectMany(batch => batch.Indices).Select(i => (long)data.Label(i))));
    }

    [Test]
    public void The_last_batch_is_left_out_where_it_is_not_full_and_that_is_wanted()
    {
        var loader = ImageLoader.Create(data, Varied with { DropLast = true });

        Assert.That(loader.Epoch(0).Select(batch => batch.Count), Is.EqualTo(new[] { 4, 4 }));
        Assert.That(loader.BatchCount, Is.EqualTo(2));
    }

    [Test]
    public void A_second_size_shows_the_same_pictures_augmented_alike()
    {
        var smooth = Varied with { Augmentation = new() { Erase = 0, MinArea = 0.9f, Rotation = 0, Shear = 0 }, CacheSize = 32 };
        var same = ImageLoader.Create(data, smooth with { Second = smooth.Preprocessing });
        var twice = ImageLoader.Create(data, smooth with { Second = smooth.Preprocessing with { Size = 32 } });

        Assert.That(same.Epoch(1).Select(batch => batch.Second), Is.EqualTo(same.Epoch(1).Select(batch => batch.Images)));
        foreach (var batch in twice.Epoch(1))
        {
            Assert.That(batch.Second, Has.Length.EqualTo(4 * batch.Images.Length));
            Assert.That(batch.Second.Average(), Is.EqualTo(batch.Images.Average()).Within(0.05));
        }

        Assert.That(ImageLoader.Create(data, smooth).Epoch(1).First().Second, Is.Empty);
        Assert.That(
            () => ImageLoader.Create(data, smooth with { Augmentation = null, Second = smooth.Preprocessing }),
            Throws.ArgumentException.With.Message.Contains("A second size is made of augmented images only"));
    }

    [Test]
    public void A_second_size_that_is_read_late_or_not_at_all_is_that_of_its_own_epoch()
    {
        var options = Varied with { Second = Varied.Preprocessing with { Size = 32 } };
        var expected = ImageLoader.Create(data, options).Epoch(2).Select(batch => batch.Second).ToArray();
        var reused = ImageLoader.Create(data, options);
        foreach (var batch in reused.Epoch(0).Concat(reused.Epoch(1)))
        {
            using (batch)
            {
                _ = batch.Indices[0] % 2 == 0 ? batch.Second : [];   // some are read, and their buffers come again
            }
        }

        var place = 0;
        foreach (var batch in reused.Epoch(2))
        {
            using (batch)
            {
                Assert.That(batch.Second, Is.EqualTo(expected[place++]));
            }
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Batches_follow_from_seed_and_epoch_and_not_from_how_far_ahead_they_are_made(int prefetch)
    {
        var expected = Values(ImageLoader.Create(data, Varied).Epoch(2));

        var again = Values(ImageLoader.Create(data, Varied with { Prefetch = prefetch }).Epoch(2));

        Assert.That(again, Is.EqualTo(expected));
        Assert.That(Values(ImageLoader.Create(data, Varied).Epoch(3)), Is.Not.EqualTo(expected));
        Assert.That(Values(ImageLoader.Create(data, Varied with { Seed = 8 }).Epoch(2)), Is.Not.EqualTo(expected));
    }

    [Test]
    public void Buffers_that_are_given_back_do_not_change_what_comes_next()
    {
        var loader = ImageLoader.Create(data, Varied);
        var expected = Values(loader.Epoch(1));

        var seen = new List<float>();
        foreach (var batch in loader.Epoch(1))
        {
            seen.AddRange(batch.Images);
            batch.Dispose();
        }

        Assert.That(seen, Is.EqualTo(expected));
    }

    [Test]
    public void Without_augmentation_a_batch_holds_what_preprocessing_makes()
    {
        var preprocessing = new Preprocessing { Size = 24, Fit = Fit.Letterbox };
        var loader = ImageLoader.Create(data, new LoaderOptions { BatchSize = 16, Preprocessing = preprocessing });

        var batch = loader.Epoch(0).Single();

        for (var i = 0; i < data.Count; i++)
        {
            Assert.That(batch.Images.AsSpan(i * preprocessing.Length, preprocessing.Length).ToArray(), Is.EqualTo(preprocessing.Apply(data.Image(i))));
        }
    }

    [Test]
    public void A_photo_that_cannot_be_read_is_named()
    {
        var bad = folder.Write("hat/text.jpg", "not a photo");

        var failure = Assert.Throws<FrugalException>(() => ImageLoader.Create(Datasets.FromFolder(folder.Path), Varied));

        Assert.That(failure!.Message, Does.StartWith(bad).And.Contain("a text file, not a photo"));
    }

    private static float[] Values(IEnumerable<Batch> batches) => [.. batches.SelectMany(batch => batch.Images)];
}
