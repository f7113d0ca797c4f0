using Frugal.Texts;

namespace Frugal.Tests.Texts;

public class WordPiecesTests
{
    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "so", "much", "fun", "##ny", "\u2600", "!", "cafe", "\U0001F602"];

    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [TestCase("So much FUN!", new long[] { 2, 5, 6, 7, 10, 3 })]
    [TestCase("funny café", new long[] { 2, 7, 8, 11, 3 })]
    [TestCase("funny cafe\u0301", new long[] { 2, 7, 8, 11, 3 })]
    [TestCase("CAFÉ", new long[] { 2, 11, 3 })]
    [TestCase("fun\u2600\u2600so", new long[] { 2, 7, 9, 9, 5, 3 })]
    [TestCase("fun\U0001F602so", new long[] { 2, 7, 12, 5, 3 })]
    [TestCase("\U0001F44D\U0001F3FD", new long[] { 2, 1, 1, 3 })]
    [TestCase("zzz", new long[] { 2, 1, 3 })]
    [TestCase("", new long[] { 2, 3 })]
    public void A_text_becomes_tokens(string text, long[] tokens) => Assert.That(Load("\n").Encode(text), Is.EqualTo(tokens));

    [Test]
    public void Lines_may_end_as_on_Windows() => Assert.That(Load("\r\n").Encode("so much"), Is.EqualTo(new long[] { 2, 5, 6, 3 }));

    [Test]
    public void A_long_text_loses_its_end_and_keeps_the_separator() => Assert.That(Load("\n").Encode("so much fun so much fun", 4), Is.EqualTo(new long[] { 2, 5, 6, 3 }));

    [Test]
    public void Rows_are_padded_to_the_longest()
    {
        Assert.That(WordPieces.Pad([[2, 5, 3], [2, 3]]), Is.EqualTo((new long[] { 2, 5, 3, 2, 3, 0 }, 3)));
        Assert.That(WordPieces.Pad([]), Is.EqualTo((Array.Empty<long>(), 0)));
    }

    [TestCase("so\nmuch\n")]
    [TestCase("[UNK]\n[CLS]\n[SEP]\n[PAD]\n[MASK]\n")]
    [TestCase("")]
    public void A_file_that_is_not_a_vocabulary_is_refused(string content)
    {
        folder.Write("words.txt", content);

        Assert.That(() => WordPieces.Load(folder["words.txt"]), Throws.TypeOf<FrugalException>().With.Message.StartsWith(folder["words.txt"]));
    }

    [Test]
    public void A_missing_file_is_named() => Assert.That(() => WordPieces.Load(folder["none.txt"]), Throws.TypeOf<FrugalException>().With.Message.StartsWith(folder["none.txt"]));

    private WordPieces Load(string end)
    {
        folder.Write("words.txt", string.Concat(Vocabulary.Select(word => word + end)));
        return WordPieces.Load(folder["words.txt"]);
    }
}
