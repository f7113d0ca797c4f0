using Frugal.Data;

namespace Frugal.Tests.Data;

[Category("Slow")]
public class GarmentsDatasetTests
{
    [Test]
    public void A_picture_depends_on_seed_split_and_number_and_on_nothing_else()
    {
        var expected = new GarmentsDataset("train", 100, seed: 3).Image(42).Pixels;

        Assert.That(new GarmentsDataset("train", 50, seed: 3).Image(42).Pixels, Is.EqualTo(expected));
        Assert.That(new GarmentsDataset("train", 50, seed: 4).Image(42).Pixels, Is.Not.EqualTo(expected));
        Assert.That(new GarmentsDataset("validation", 50, seed: 3).Image(42).Pixels, Is.Not.EqualTo(expected));
        Assert.That(new GarmentsDataset("train", 100, seed: 3).Image(52).Pixels, Is.Not.EqualTo(expected), "another of the same class");
    }

    [Test]
    public void Every_class_has_as_many_pictures_of_the_same_size()
    {
        var data = new GarmentsDataset("test", 200);

        Assert.That(Enumerable.Range(0, data.Count).CountBy(data.Label).Select(pair => pair.Value), Is.All.EqualTo(20));
        for (var i = 0; i < 40; i++)
        {
            var picture = data.Image(i);
            Assert.That((picture.Width, picture.Height), Is.EqualTo((GarmentsDataset.Size, GarmentsDataset.Size)));
            Assert.That(picture.Pixels.Distinct().Count(), Is.GreaterThan(30), "more than a flat colour");
        }
    }

    [Test]
    public void A_linear_model_on_pixels_stays_under_seventy_percent()
    {
        var (train, labels) = Pixels(new GarmentsDataset("train", 1000));
        var (test, truth) = Pixels(new GarmentsDataset("validation", 300));

        var model = SoftmaxRegression.Fit(train, labels, classes: 10, rounds: 150);

        Assert.That(model.Accuracy(train, labels), Is.GreaterThan(0.25), "it has learned something");
        Assert.That(model.Accuracy(test, truth), Is.LessThan(0.70));
    }

    /// <summary>Pictures of 16 x 16 pixels as rows of numbers about 0, which suits a linear model better than the full size.</summary>
    private static (float[][] Rows, int[] Labels) Pixels(GarmentsDataset data)
    {
        var rows = new float[data.Count][];
        Parallel.For(0, data.Count, i => rows[i] = Array.ConvertAll(data.Image(i).Resize(16, 16).Pixels, value => value / 127.5f - 1));
        return (rows, [.. Enumerable.Range(0, data.Count).Select(data.Label)]);
    }
}
