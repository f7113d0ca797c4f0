using Frugal.Tests.Shared.Texts;
using Frugal.Texts;
using FsCheck.Fluent;

namespace Frugal.Tests.Texts.BytePairs;

public class BytePairTrainerTests
{
    [Test]
    public void The_merges_are_those_of_a_naive_trainer()
    {
        var vocabulary = BytePairTrainer.Train(SampleTexts.Corpus, new BytePairOptions { Vocabulary = 257 + 150 });

        Assert.That(vocabulary.Merges, Has.Count.GreaterThan(40));
        Assert.That(vocabulary.Merges, Is.EqualTo(NaiveBytePairs.Train(SampleTexts.Corpus, 150, minimum: 2)));
    }

    [Test]
    public void The_merges_are_those_of_a_naive_trainer_for_any_texts() => Property.Holds(
        SampleTexts.Any.ListOf().Resize(8).Zip(Gen.Choose(1, 3)),
        given =>
        {
            var texts = given.Item1.Select(Words.Portable).ToList();

            var vocabulary = BytePairTrainer.Train(texts, new BytePairOptions { Vocabulary = 257 + 40, MinimumCount = given.Item2 });

            Assert.That(vocabulary.Merges, Is.EqualTo(NaiveBytePairs.Train(texts, 40, given.Item2)));
        });

    [Test]
    public void Words_of_few_letters_merge_as_in_a_naive_trainer() => Property.Holds(
        Gen.Elements('a', 'b', 'c', ' ').ListOf().Resize(200).Select(characters => new string([.. characters])),
        text => Assert.That(BytePairTrainer.Train([text], new BytePairOptions { Vocabulary = 257 + 60 }).Merges, Is.EqualTo(NaiveBytePairs.Train([text], 60, minimum: 2))));

    [Test]
    public void Ties_go_to_the_smaller_numbers_whatever_the_order_of_the_texts()
    {
        string[] texts = ["zy zy", "ab ab", "xw xw", "ba ba"];
        var options = new BytePairOptions { Vocabulary = 257 + 3 };

        var vocabulary = BytePairTrainer.Train(texts, options);

        // ' ' + letter occurs once per word: of the pairs that occur twice, 'a' + 'b' has the smallest numbers.
        Assert.That(vocabulary.Merges, Is.EqualTo(new[] { ("a", "b"), ("b", "a"), ("x", "w") }));
        Assert.That(BytePairTrainer.Train(texts.Reverse(), options).Merges, Is.EqualTo(vocabulary.Merges));
    }

    [Test]
    public void Tokens_are_special_tokens_then_bytes_then_merges()
    {
        var vocabulary = BytePairTrainer.Train(["un un un"], new BytePairOptions { Vocabulary = 260, SpecialTokens = ["<|end|>", "<|user|>"] });

        Assert.That(vocabulary.Tokens, Has.Count.EqualTo(260));
        Assert.That(vocabulary.Tokens.Take(2), Is.EqualTo(new[] { "<|end|>", "<|user|>" }));
        Assert.That((vocabulary.Tokens[2 + 'A'], vocabulary.Tokens[2 + ' '], vocabulary.Tokens[2 + 0xE9]), Is.EqualTo(("A", "Ġ", "é")));
        Assert.That(vocabulary.Tokens.Skip(258), Is.EqualTo(new[] { "un", "Ġun" }));
        Assert.That(vocabulary.SpecialNumber("<|user|>"), Is.EqualTo(1));
    }

    [Test]
    public void A_vocabulary_is_saved_and_loaded()
    {
        using var file = new TemporaryFile("vocabulary.json");
        var vocabulary = BytePairTrainer.Train(SampleTexts.Corpus, new BytePairOptions { Vocabulary = 400 });

        vocabulary.Save(file.Path);

        var loaded = BytePairVocabulary.Load(file.Path);
        Assert.That((loaded.Tokens, loaded.Merges, loaded.SpecialTokens), Is.EqualTo((vocabulary.Tokens, vocabulary.Merges, vocabulary.SpecialTokens)));
    }

    [Test]
    public void Wrong_options_and_files_are_refused() => Assert.Multiple(() =>
    {
        using var folder = new TemporaryFolder();
        Refused(() => BytePairTrainer.Train([], new BytePairOptions { Vocabulary = 256 }), "Vocabulary is 256; it must be 257 to 1,000,000");
        Refused(() => BytePairTrainer.Train([], new BytePairOptions { MinimumCount = 0 }), "MinimumCount is 0");
        Refused(() => BytePairTrainer.Train([], new BytePairOptions { SpecialTokens = ["end"] }), "'end' could also be a token of a text");
        Refused(() => BytePairTrainer.Train([], new BytePairOptions { SpecialTokens = ["<|a|>", "<|a|>"] }), "given twice");
        Refused(() => BytePairTrainer.Train([]).SpecialNumber("<|begin|>"), "'<|begin|>' is not a special token. Choose one of: <|end|>");
        Refused(() => BytePairVocabulary.Load(folder["missing.json"]), "cannot be read");
        folder.Write("empty.json", "null"u8.ToArray());
        Refused(() => BytePairVocabulary.Load(folder["empty.json"]), "cannot be read");
        folder.Write("halves.json", """{"special_tokens": []}"""u8.ToArray());
        Refused(() => BytePairVocabulary.Load(folder["halves.json"]), "cannot be read");
        folder.Write("merge.json", """{"special_tokens": [], "merges": ["a b", "ab cd"]}"""u8.ToArray());
        Refused(() => BytePairVocabulary.Load(folder["merge.json"]), "merge 2, 'ab cd', is not two known tokens");
    });

    private static void Refused(Action act, string why) => Assert.That(Assert.Throws<FrugalException>(act)!.Message, Does.Contain(why).And.Not.Contain("\n"));
}
