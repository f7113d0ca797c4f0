using System.Security.Cryptography;
using Frugal.Data;
using Frugal.Data.Dialogues;
using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Tests.Data.SupportTweets;

public class SupportTweetDatasetTests
{
    [Test]
    public void A_tweet_depends_on_the_seed_and_its_place_alone()
    {
        var all = new SupportTweetDataset(new() { Seed = 3, Count = 400 }).All().ToList();
        var fewer = new SupportTweetDataset(new() { Seed = 3, Count = 100 });

        Assert.That(Enumerable.Range(0, 100).Select(i => fewer[i]), Is.EqualTo(all.Take(100)));
        Assert.That(new SupportTweetDataset(new() { Seed = 4 })[42], Is.Not.EqualTo(all[42]));
        Assert.That(() => fewer[100], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    /// <summary>The same on every system; a change of the phrasings changes it, and then the card's figures.</summary>
    [TestCase(false, "d40d8ee461f3c50bd368bf22796847d0e183eb5e79511d13a3874daa54d1ce1b")]
    [TestCase(true, "cc02d374bac8051f696ed7709f35c0a068ef857daa70226f63c37dc8b29eedd9")]
    public void The_first_thousand_tweets_of_seed_1_are_known(bool heldOut, string hash)
    {
        using var file = new MemoryStream();
        SupportTweetFile.WriteCsv(file, new SupportTweetDataset(new() { Count = 1000, HeldOut = heldOut }).All());

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(file.ToArray())), Is.EqualTo(hash));
    }

    [Test]
    public void No_training_tweet_contains_a_held_out_sentence()
    {
        var heldOut = TweetPhrasings.Default.Intents.SelectMany(intent => Enum.GetValues<ChatLanguage>().SelectMany(language => intent.Sentences.Of(language, held: true)))
            .SelectMany(phrase => phrase.Pieces).Select(piece => PlainWords.Of(piece.Text)).Where(words => words.Split(' ').Length > 6).Distinct().ToList();

        var written = Tweets(20_000).Select(tweet => PlainWords.Of(tweet.Text)).ToList();

        Assert.That(heldOut, Has.Count.GreaterThan(50));
        Assert.That(heldOut.Where(words => written.Any(text => text.Contains(words, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Every_intent_has_a_phrasing_for_each_split_and_language() => Assert.Multiple(() =>
    {
        foreach (var intent in TweetPhrasings.Default.Intents)
        {
            foreach (var language in Enum.GetValues<ChatLanguage>())
            {
                var (training, held) = (intent.Sentences.Of(language, held: false), intent.Sentences.Of(language, held: true));
                Assert.That((training.Length >= 3, held.Length >= 1, training != held), Is.EqualTo((true, true, true)), intent.Id);
                Assert.That(training.Concat(held).SelectMany(phrase => phrase.Pieces).All(piece => piece.Slot is null || TweetPhrasings.Default.Slots.ContainsKey(piece.Slot)), intent.Id);
            }
        }
    });

    [Test]
    public void Copies_replies_and_languages_have_their_shares()
    {
        var tweets = Tweets(10_000).ToList();

        Assert.That(tweets.Average(tweet => tweet.Copy != TweetCopy.None ? 1.0 : 0), Is.EqualTo(0.12).Within(0.015));
        Assert.That(tweets.Average(tweet => tweet.ReplyTo is not null ? 1.0 : 0), Is.EqualTo(0.12).Within(0.015));
        Assert.That(tweets.Average(tweet => tweet.Language == ChatLanguage.French ? 1.0 : 0), Is.EqualTo(0.6).Within(0.03));
        Assert.That(tweets.Select(tweet => tweet.Id), Is.EqualTo(Enumerable.Range(1, 10_000).Select(id => (long)id)));
        Assert.That(tweets.Select(tweet => tweet.CreatedAt), Is.Ordered);
        Assert.That(tweets.Select(tweet => tweet.Text.Length), Is.All.InRange(2, 400));
        foreach (var (kpi, values) in new (string, IEnumerable<object>)[] { ("sentiment", tweets.Select(tweet => (object)tweet.Kpis.Sentiment)), ("urgency", tweets.Select(tweet => (object)tweet.Kpis.Urgency)), ("incident", tweets.Select(tweet => (object)tweet.Kpis.Incident)) })
        {
            Assert.That(values.CountBy(value => value).All(value => value.Value > 150), kpi);
        }
    }

    [Test]
    public void Copies_and_replies_refer_to_earlier_tweets()
    {
        var tweets = Tweets(5000).ToList();

        foreach (var tweet in tweets)
        {
            if (tweet.CopyOf is { } copied)
            {
                var first = tweets[(int)copied - 1];
                Assert.That((copied < tweet.Id, first.Copy, first.ReplyTo, first.Kpis, first.Language), Is.EqualTo((true, TweetCopy.None, (long?)null, tweet.Kpis, tweet.Language)));
                var expected = tweet.Copy switch { TweetCopy.Exact => first.Text, TweetCopy.Retweet => $"RT @{first.Author}: {first.Text}", _ => tweet.Text };
                Assert.That(tweet.Text, Is.EqualTo(expected));
                Assert.That(tweet.Copy == TweetCopy.Near && tweet.Text == first.Text, Is.False);
            }

            if (tweet.ReplyTo is { } answered)
            {
                Assert.That((answered < tweet.Id, tweets[(int)answered - 1].Language), Is.EqualTo((true, tweet.Language)));
            }
        }

        Assert.That(tweets.Count(tweet => tweet.ReplyTo is { } parent && tweets[(int)parent - 1].ReplyTo is not null), Is.GreaterThan(20), "threads go on");
    }

    [Test]
    public void Near_duplicates_find_the_copies()
    {
        var (cleaner, duplicates) = (new TweetCleaner(), new NearDuplicates());
        var (copies, found, wrong) = (0, 0, 0);
        var texts = new List<SupportTweet>();
        foreach (var tweet in Tweets(5000))
        {
            texts.Add(tweet);
            var near = duplicates.Add(cleaner.Clean(tweet.Text));
            copies += tweet.CopyOf is null ? 0 : 1;
            found += tweet.CopyOf is not null && near is not null ? 1 : 0;
            wrong += near is { } other && tweet.Language != texts[(int)other.Of].Language ? 1 : 0;
        }

        Assert.That(found, Is.GreaterThan(0.9 * copies));
        Assert.That(wrong, Is.LessThan(5));
    }

    [Test]
    public void Options_out_of_range_are_refused_in_one_line()
    {
        Assert.That(() => new SupportTweetOptions { Count = 0 }, Refuses("Support tweets: Count is 0; it must be 1 to 10000000. Change the options."));
        Assert.That(() => new SupportTweetOptions { Noise = double.NaN }, Refuses("Support tweets: Noise is NaN; it must be 0 to 1. Change the options."));
        Assert.That(() => new SupportTweetOptions { Copies = 0.5 }, Refuses("Support tweets: Copies is 0.5; it must be 0 to 0.4. Change the options."));
        Assert.That(() => new SupportTweetOptions { Gap = 4000 }, Refuses("Support tweets: Gap is 4000; it must be 0.001 to 3600. Change the options."));
        Assert.That(new SupportTweetDataset(new() { Count = 10_000_000, Gap = 3600 })[9_999_999].CreatedAt.Year, Is.EqualTo(3166));
        Assert.That(() => TweetTopicNames.Parse("taxes"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("'taxes' is not a topic. Choose one of: network, billing,"));

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) => Throws.TypeOf<FrugalException>().With.Message.EqualTo(message);
    }

    [Test]
    public void The_catalogue_has_its_entry()
    {
        Assert.That(Catalog.Datasets["support-tweets"].Splits["train"], Is.EqualTo(new SupportTweetOptions().Count));
        Assert.That(() => Datasets.Open("support-tweets"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("support-tweets: it holds texts, not photos."));
    }

    private static IEnumerable<SupportTweet> Tweets(int count) => new SupportTweetDataset(new() { Count = count }).All();
}
