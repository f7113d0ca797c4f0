using Frugal.Models;
using Frugal.Texts;

namespace Frugal.Training.Tests.Models.Students;

public class StudentVocabularyTests
{
    private static readonly string[] Pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "so", "fun", "##ny", "res", "##eau", "a", "##a", "!", "rare"];

    [Test]
    public void It_holds_frequent_pieces_words_and_emoji_with_the_teachers_pieces_that_they_stand_for()
    {
        string[] texts = [.. Enumerable.Repeat("So fun! R\u00e9seau \U0001F602", 10), "rare funny"];

        var vocabulary = StudentVocabulary.Choose(texts, WordPieces.Of(Pieces, "test"), Pieces, 13);

        Assert.That(vocabulary.Tokens.Take(5), Is.EqualTo(Pieces.Take(5)));
        Assert.That(vocabulary.Tokens, Is.EquivalentTo(new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##a", "!", "fun", "so", "reseau", "\U0001F602", "##ny" }));
        Assert.That(Origin(vocabulary, "reseau"), Is.EqualTo(new[] { 8, 9 }));
        Assert.That(Origin(vocabulary, "\U0001F602"), Is.EqualTo(new[] { 1 }));
        Assert.That(Origin(vocabulary, "fun"), Is.EqualTo(new[] { 6 }));
    }

    [Test]
    public void Its_tokens_are_read_as_chosen()
    {
        string[] texts = [.. Enumerable.Repeat("r\u00e9seau \U0001F602", 10)];
        var vocabulary = StudentVocabulary.Choose(texts, WordPieces.Of(Pieces, "test"), Pieces, 20);

        var tokens = WordPieces.Of(vocabulary.Tokens, "student").Encode("R\u00c9SEAU \U0001F602").Select(token => vocabulary.Tokens[(int)token]);

        Assert.That(tokens, Is.EqualTo(new[] { "[CLS]", "reseau", "\U0001F602", "[SEP]" }));
    }

    private static int[] Origin(StudentVocabulary vocabulary, string token) => vocabulary.Origins[vocabulary.Tokens.ToList().IndexOf(token)];
}
