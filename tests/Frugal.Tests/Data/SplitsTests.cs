using Frugal.Data;
using Frugal.Imaging;
using FsCheck.Fluent;

namespace Frugal.Tests.Data;

public class SplitsTests
{
    [Test]
    public void A_stratified_split_divides_every_class_and_loses_nothing() => Property.Holds(Gen.Choose(1, 40).ArrayOf(4), counts =>
    {
        var data = new Labels(counts);

        var (kept, aside) = Splits.Stratified(data, 0.25, seed: 3);

        Assert.That(PlacesOf(kept).Concat(PlacesOf(aside)).Order(), Is.EqualTo(Enumerable.Range(0, data.Count)));
        for (var label = 0; label < counts.Length; label++)
        {
            var part = Enumerable.Range(0, aside.Count).Count(i => aside.Label(i) == label);
            var least = Math.Min(1, counts[label] - 1);
            Assert.That(part, Is.EqualTo(Math.Max(least, (int)Math.Round(counts[label] * 0.25))), $"class {label} of {counts[label]}");
        }
    });

    [Test]
    public void Each_image_is_set_aside_in_one_part_of_a_cross_validation() => Property.Holds(Gen.Choose(1, 40).ArrayOf(4), counts =>
    {
        var data = new Labels(counts);

        var parts = Enumerable.Range(1, 5).Select(fold => Splits.Fold(data, fold, 5, seed: 3)).ToList();

        Assert.That(parts.SelectMany(part => PlacesOf(part.SetAside)).Order(), Is.EqualTo(Enumerable.Range(0, data.Count)));
        foreach (var (kept, aside) in parts)
        {
            Assert.That(PlacesOf(kept).Concat(PlacesOf(aside)).Order(), Is.EqualTo(Enumerable.Range(0, data.Count)));
            Assert.That(aside.Count, Is.EqualTo(data.Count / 5).Or.EqualTo(data.Count / 5 + 1));
            Assert.That(Enumerable.Range(0, aside.Count).Count(i => aside.Label(i) == 0), Is.EqualTo(counts[0] / 5).Or.EqualTo(counts[0] / 5 + 1), "each class is dealt evenly");
        }
    });

    [Test]
    public void A_part_that_does_not_exist_is_refused()
    {
        var data = new Labels([20, 30]);

        Assert.That(() => Splits.Fold(data, 6, 5, seed: 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("A part is from 1 to 5"));
        Assert.That(() => Splits.Fold(data, 1, 1, seed: 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Two_splits_as_one_keep_their_images_and_labels()
    {
        var union = new DatasetUnion(new Labels([2, 1]), new Labels([0, 2]));

        Assert.That(Enumerable.Range(0, union.Count).Select(union.Label), Is.EqualTo(new[] { 0, 0, 1, 1, 1 }));
    }

    [Test]
    public void The_seed_decides_and_nothing_else()
    {
        var data = new Labels([20, 30]);

        var first = PlacesOf(Splits.Stratified(data, 0.2, 1).SetAside);
        var again = PlacesOf(Splits.Stratified(data, 0.2, 1).SetAside);
        var other = PlacesOf(Splits.Stratified(data, 0.2, 2).SetAside);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void A_sample_takes_from_all_classes_alike_and_all_where_there_are_too_few()
    {
        var data = new Labels([50, 3, 50]);

        var sample = Splits.Sample(data, 15, seed: 1);

        Assert.That(Enumerable.Range(0, 3).Select(label => Enumerable.Range(0, 15).Count(i => sample.Label(i) == label)), Is.EqualTo(new[] { 6, 3, 6 }));
        Assert.That(Splits.Sample(data, 1000, seed: 1).Count, Is.EqualTo(103));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void A_split_that_divides_nothing_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.Stratified(new Labels([2]), fraction, 1));

    private static int[] PlacesOf(IImageDataset subset) => [.. Enumerable.Range(0, subset.Count).Select(((DatasetSubset)subset).PlaceOf)];

    /// <summary>Labels without pictures.</summary>
    private sealed class Labels(int[] counts) : IImageDataset
    {
        private readonly int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];

        public string Name => "labels";

        public string Split => "";

        public IReadOnlyList<string> Classes { get; } = [.. counts.Select((_, label) => $"class {label}")];

        public int Count => labels.Length;

        public DataSource Source { get; } = new(DataOrigin.Generated, "test");

        public int Label(int index) => labels[index];

        public RgbImage Image(int index) => new(1, 1);
    }
}
