using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Ngrams;

public class NgramClassifierTests
{
    private static readonly string[] Classes = ["down", "happy", "question"];
    private static readonly string[] Texts =
    [
        "Plus d'internet depuis hier", "Internet is down again", "Merci, tout marche 😍", "Love it, thanks 😍", "Comment changer le mot de passe ?", "How do I change it?", "Coupé à nouveau, même soirée", "", "merci merci !",
    ];

    private static readonly int[] Labels = [0, 0, 1, 1, 2, 2, 0, 1, 1];

    [TestCase(2, 3, 5, 64)]
    [TestCase(1, 1, 0, 16)]
    [TestCase(3, 2, 4, 1024)]
    public void Probabilities_are_those_of_a_naive_implementation(int words, int shortest, int longest, int buckets)
    {
        var options = new NgramClassifierOptions { Buckets = buckets, Dimension = 5, WordNgrams = words, ShortestNgram = shortest, LongestNgram = longest, Epochs = 7, LearningRate = 0.5 };
        var naive = new NaiveNgramClassifier(Texts, Labels, Classes.Length, options);

        var model = NgramClassifier.Train(Texts, Labels, Classes, options);

        foreach (var text in Texts.Append("Internet coupé, merci 😍 à tous"))
        {
            Assert.That(model.Predict(text).Select(value => (double)value), Is.EqualTo(naive.Predict(text)).Within(1e-5), text);
        }
    }

    [Test]
    public void It_learns_claims_from_other_sentences_than_those_it_is_tested_on()
    {
        var (training, held) = (Claims(heldOut: false, 3000), Claims(heldOut: true, 1000));

        var model = NgramClassifier.Train(training.Texts, training.Labels, ["other", "claim"], new NgramClassifierOptions { Buckets = 1 << 14, Dimension = 8, Epochs = 5 });

        Assert.That(held.Texts.Zip(held.Labels).Average(pair => model.Classify(pair.First) == pair.Second ? 1.0 : 0), Is.GreaterThan(0.8));
    }

    [Test]
    public void A_saved_model_predicts_the_same()
    {
        using var file = new TemporaryFile("claims.ngrams");
        var model = NgramClassifier.Train(Texts, Labels, Classes, new NgramClassifierOptions { Buckets = 256 });

        model.Save(file.Path);

        var loaded = NgramClassifier.Load(file.Path);
        Assert.That((loaded.Options, loaded.Classes), Is.EqualTo((model.Options, model.Classes)));
        Assert.That(loaded.Predict(Texts[0]), Is.EqualTo(model.Predict(Texts[0])));
        Assert.That(new FileInfo(file.Path).Length, Is.InRange(4 * 16 * (256 + 3), (4 * 16 * (256 + 3)) + 400));
    }

    [Test]
    public void A_damaged_file_is_refused_in_one_line()
    {
        using var file = new TemporaryFile("claims.ngrams");
        NgramClassifier.Train(Texts, Labels, Classes, new NgramClassifierOptions { Buckets = 16, Dimension = 2 }).Save(file.Path);
        var whole = File.ReadAllBytes(file.Path);

        foreach (var length in new[] { 0, 3, 8, 40, whole.Length - 1 })
        {
            File.WriteAllBytes(file.Path, whole[..length]);
            Assert.That(() => NgramClassifier.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains("cannot be read as an n-gram classifier").And.Message.Not.Contains("\n"), $"{length}");
        }

        for (var at = 0; at < whole.Length - (4 * 2 * 19); at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x13;
            File.WriteAllBytes(file.Path, changed);
            Assert.That(() => RefusedOrRun(file.Path), Throws.Nothing, $"byte {at}");
        }

        File.Delete(file.Path);
        Assert.That(() => NgramClassifier.Load(file.Path), Throws.TypeOf<FrugalException>());
    }

    [Test]
    public void Wrong_options_and_labels_are_refused()
    {
        Assert.That(() => NgramClassifier.Train(Texts, Labels, Classes, new() { Buckets = 100 }), Refuses("N-gram classifier: Buckets is 100; it must be a power of two from 16 to 4194304. Change the options."));
        Assert.That(() => NgramClassifier.Train(Texts, Labels, Classes, new() { Buckets = 1 << 22, Dimension = 500 }), Refuses("N-gram classifier: Dimension is 500; it must be at most 64 with 4194304 buckets. Change the options."));
        Assert.That(() => NgramClassifier.Train(Texts, Labels[1..], Classes), Refuses("N-gram classifier: 9 texts have 8 labels. Give one label per text."));
        Assert.That(() => NgramClassifier.Train(["a"], [2], ["x", "y"]), Refuses("N-gram classifier: the label of example 0 is 2; labels are 0 to 1. Number them in the order of the classes."));
        Assert.That(() => NgramClassifier.Train([], [], Classes), Refuses("N-gram classifier: there are no examples. Give at least one text with its label."));

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) => Throws.TypeOf<FrugalException>().With.Message.EqualTo(message);
    }

    private static void RefusedOrRun(string path)
    {
        try
        {
            NgramClassifier.Load(path).Predict("a");
        }
        catch (FrugalException)
        {
            // as it must be, unless the changed byte makes another right file
        }
    }

    private static (string[] Texts, int[] Labels) Claims(bool heldOut, int count)
    {
        var cleaner = new TweetCleaner();
        var tweets = new SupportTweetDataset(new() { Count = count, HeldOut = heldOut }).All().ToList();
        return ([.. tweets.Select(tweet => cleaner.Clean(tweet.Text))], [.. tweets.Select(tweet => tweet.Kpis.IsClaim ? 1 : 0)]);
    }
}
