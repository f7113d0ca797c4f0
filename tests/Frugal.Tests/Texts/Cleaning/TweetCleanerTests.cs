using System.Buffers;
using System.Text;
using Frugal.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests.Texts.Cleaning;

public class TweetCleanerTests
{
    private static readonly string[] Pieces =
    [
        "a", "RT", "RT @", "RT @bob:", "@", "@bob", "@bob_1", "@été", "me@mail.fr", "#", "#panne", "##a", "#1", "# a", "a#b", "#été", "https://t.co/aB1", "http://x.fr/?q=é).", "https://", "http://...", "HTTPS://A.B", "www.a.b", "www.", "t.co/x", "not.co/x",
        "pic.twitter.com/q", "ahttp://b", "(http://c)", "\"http://d\"", "&amp;", "&lt;", "&gt;", "&nbsp;", "&#39;", "&unknown;", "&", "amp;", " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\u2028", "\u0085", "\0", "\u0007", "\u200b", "\u200d",
        "\u200e", "\u202e", "\ufeff", "\u00ad", "\ufe0f", "\u20e3", "🙂", "👩‍👩‍👧", "🇫🇷", "🇫", "👍🏽", "❤️", "❤", "1️⃣", "#️⃣", "☎️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ud83d", "\ude42", "\ud800", "ｆｕｌｌ", "＠ｂｏｂ", "ﬁ", "½", "…", "e\u0301", "\u0301", "한글", "\u1112\u1161\u11ab", "𝐀𝐁", "™", "㊗", "שלום",
        "l'été", "l’été", "œuvre", "€", ".", ",", ":", "/", "!?", "\"", "<", ">", "_", "漢字", "\ufffd", "\uffff", "\ue000", "\U000e0001", "🄰", "ﷺ",
    ];

    private static readonly TweetCleanerOptions[] Choices =
    [
        new(), new() { KeepEmoji = false, Urls = TweetPart.Replace, Mentions = TweetPart.Replace }, new() { Urls = TweetPart.Keep, Mentions = TweetPart.Keep },
    ];

    private static Gen<string> Tweets { get; } = Gen.Elements(Pieces).ListOf().Resize(20).Select(string.Concat);

    [TestCase("RT @Zoe: Toujours  pas d’internet à #Nantes…😡😡 @Ondelys https://t.co/aB1 !!", "Toujours pas d’internet à Nantes... 😡 😡 !!")]
    [TestCase("Merci @Ondelys❤️, c&#39;est réparé &amp; ça marche\n(www.ondelys.fr).", "Merci ❤ , c'est réparé & ça marche ( ).")]
    [TestCase("mail me@home.fr or a#b", "mail me@home.fr or a#b")]
    [TestCase("\u202eno\u202c  \u200bnetwork\0", "no network")]
    [TestCase("", "")]
    [TestCase(" @a @b http://c.d ", "")]
    public void A_tweet_becomes_a_plain_sentence(string tweet, string sentence) => Assert.That(new TweetCleaner().Clean(tweet), Is.EqualTo(sentence));

    [Test]
    public void Parts_are_kept_or_replaced_on_demand()
    {
        const string Tweet = "RT @a: hi @b, see http://c.d. 👩‍👩‍👧";

        Assert.That(new TweetCleaner(Choices[1]).Clean(Tweet), Is.EqualTo("hi <user>, see <url>."));
        Assert.That(new TweetCleaner(Choices[2]).Clean(Tweet), Is.EqualTo(Tweet));
    }

    [Test]
    public void A_plain_sentence_stays_the_same_string()
    {
        const string Sentence = "Plus d'internet depuis hier soir.";

        Assert.That(new TweetCleaner().Clean(Sentence), Is.SameAs(Sentence));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Any_tweet_comes_out_as_from_one_regular_expression(int choice) => Property.Holds(Tweets, tweet => Agrees(tweet, Choices[choice]));

    [Test]
    public void Every_character_is_treated_as_by_the_regular_expression() => Assert.Multiple(() =>
    {
        for (var character = 0; character <= char.MaxValue; character++)
        {
            Agrees($"a{(char)character}#b {(char)character}@c", Choices[1]);
        }
    });

    [Test]
    public void What_passes_for_normalised_is() => Assert.Multiple(() =>
    {
        var stable = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(CharacterKinds.IsStable)]);
        var backwards = new string([.. stable.Reverse()]);
        var emoji = string.Concat(Enumerable.Range(0x1F300, 0x1FB00 - 0x1F300).Select(char.ConvertFromUtf32));

        foreach (var text in new[] { stable, backwards, emoji })
        {
            Assert.That(CompatibleText.IsCertain(text));
            Assert.That(text.Normalize(NormalizationForm.FormKC), Is.EqualTo(text));
        }
    });

    [Test]
    public void A_buffer_is_filled_without_allocation()
    {
        var cleaner = new TweetCleaner();
        var buffer = new ArrayBufferWriter<char>(1024);
        const string Tweet = "RT @Zoe: Toujours  pas d’internet à #Nantes 😡😡 @Ondelys https://t.co/aB1 !!";
        cleaner.Clean(Tweet, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            buffer.ResetWrittenCount();
            cleaner.Clean(Tweet, buffer);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(buffer.WrittenSpan.ToString(), Is.EqualTo("Toujours pas d’internet à Nantes 😡 😡 !!"));
    }

    [TestCase("a")]
    [TestCase("@")]
    [TestCase("#a")]
    [TestCase(" \u202e")]
    [TestCase("👩‍")]
    [TestCase("\ud83d")]
    [TestCase("ﷺ")]
    [TestCase("http://")]
    [TestCase("&amp")]
    [TestCase("t.co/.")]
    public void A_line_of_ten_megabytes_is_only_long(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 5_000_000 / piece.Length));

        Assert.That(new TweetCleaner().Clean(line), Has.Length.LessThanOrEqualTo(18 * line.Length));
    }

    private static void Agrees(string tweet, TweetCleanerOptions options)
    {
        var cleaned = new TweetCleaner(options).Clean(tweet);
        if (cleaned != NaiveCleaner.Clean(tweet, options))
        {
            Assert.That(Escaped(cleaned), Is.EqualTo(Escaped(NaiveCleaner.Clean(tweet, options))), Escaped(tweet));
        }
    }

    private static string Escaped(string text) => string.Concat(text.Select(character => character is >= ' ' and <= '~' ? $"{character}" : $"\\u{(int)character:x4}"));
}
