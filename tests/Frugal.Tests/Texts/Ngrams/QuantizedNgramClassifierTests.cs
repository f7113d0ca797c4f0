using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Ngrams;

public class QuantizedNgramClassifierTests
{
    private static readonly NgramClassifierOptions Options = new() { Buckets = 1 << 12, Dimension = 8, Epochs = 4 };

    private TemporaryFolder folder;
    private NgramClassifier plain;
    private string[] texts;

    [OneTimeSetUp]
    public void Train()
    {
        var tweets = new SupportTweetDataset(new SupportTweetOptions { Count = 1500 }).All().ToList();
        texts = [.. tweets.Select(tweet => new TweetCleaner().Clean(tweet.Text))];
        plain = NgramClassifier.Train(texts, [.. tweets.Select(tweet => tweet.Kpis.IsClaim ? 1 : 0)], ["other", "claim"], Options);
    }

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void It_answers_almost_as_the_classifier_that_it_was_made_from()
    {
        var small = QuantizedNgramClassifier.Of(plain);

        Assert.That(texts.Average(text => small.Classify(text) == plain.Classify(text) ? 1.0 : 0), Is.GreaterThan(0.98));
        Assert.That(small.Predict("").Sum(), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Its_file_is_a_fraction_of_the_size_and_gives_the_same_answers()
    {
        var small = QuantizedNgramClassifier.Of(plain);
        plain.Save(folder["plain.bin"]);
        small.Save(folder["small.bin"]);

        var read = QuantizedNgramClassifier.Load(folder["small.bin"]);

        Assert.That(new FileInfo(folder["plain.bin"]).Length / (double)new FileInfo(folder["small.bin"]).Length, Is.GreaterThan(4));
        Assert.That(texts.Take(100).Select(text => read.Predict(text)), Is.EqualTo(texts.Take(100).Select(text => small.Predict(text))));
        Assert.That(read.Classes, Is.EqualTo(new[] { "other", "claim" }));
    }

    [Test]
    public void Each_kind_of_file_is_read_by_its_own_class()
    {
        plain.Save(folder["plain.bin"]);
        QuantizedNgramClassifier.Of(plain).Save(folder["small.bin"]);

        Assert.That(() => QuantizedNgramClassifier.Load(folder["plain.bin"]), Throws.TypeOf<FrugalException>().With.Message.Contains("does not begin as one"));
        Assert.That(() => NgramClassifier.Load(folder["small.bin"]), Throws.TypeOf<FrugalException>().With.Message.Contains("does not begin as one"));
    }

    [Test]
    public void Rows_of_odd_length_are_refused()
    {
        var odd = NgramClassifier.Train(["a", "b"], [0, 1], ["x", "y"], new NgramClassifierOptions { Buckets = 16, Dimension = 3 });

        Assert.That(() => QuantizedNgramClassifier.Of(odd), Throws.TypeOf<FrugalException>().With.Message.Contains("rows have 3"));
    }
}
