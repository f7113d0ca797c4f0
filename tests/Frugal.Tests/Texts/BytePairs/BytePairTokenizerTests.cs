using System.Text;
using Frugal.Tests.Shared.Texts;
using Frugal.Texts;

namespace Frugal.Tests.Texts.BytePairs;

public class BytePairTokenizerTests
{
    private static readonly BytePairTokenizer Tokenizer = new(BytePairTrainer.Train(SampleTexts.Corpus, new BytePairOptions { Vocabulary = 420, SpecialTokens = ["<|end|>", "<|end|>x"] }));

    [Test]
    public void Any_text_comes_back_from_its_tokens() => Property.Holds(SampleTexts.Any, text => Assert.That(Tokenizer.Decode(Tokenizer.Encode(text)), Is.EqualTo(text)));

    [Test]
    public void A_text_has_the_tokens_of_a_naive_encoder() => Property.Holds(SampleTexts.Any, given =>
    {
        var text = Words.Portable(given);
        Assert.That(Tokenizer.Encode(text).Select(token => Tokenizer.Vocabulary.Tokens[token]), Is.EqualTo(NaiveBytePairs.Encode(text, Tokenizer.Vocabulary.Merges)), text);
    });

    [Test]
    public void Words_are_those_of_GPT_2s_pattern() => Property.Holds(SampleTexts.Any, given =>
    {
        var text = Words.Portable(given);
        Assert.That(BytePairSplit.Instance.PreTokenize(text).Select(word => text.Substring(word.Offset, word.Length)), Is.EqualTo(NaiveBytePairs.Words(text)), text);
    });

    [Test]
    public void Every_character_is_in_the_class_of_GPT_2s_pattern() => Assert.Multiple(() =>
    {
        for (var character = '\0'; character < '\ud800'; character++)
        {
            var text = $"a{character}1{character}.{character}";
            if (!BytePairSplit.Instance.PreTokenize(text).Select(word => text.Substring(word.Offset, word.Length)).SequenceEqual(NaiveBytePairs.Words(text)))
            {
                Assert.Fail($"U+{(int)character:X4}");
            }
        }
    });

    [Test]
    public void Letters_beyond_16_bits_are_letters() =>
        Assert.That(BytePairSplit.Instance.PreTokenize("x𝐀 𝐁🙂").Select(word => word.Length), Is.EqualTo(new[] { 3, 3, 2 }));

    [Test]
    public void Frequent_words_are_one_token() =>
        Assert.That(Tokenizer.Encode(" chat").Select(token => Tokenizer.Vocabulary.Tokens[token]), Is.EqualTo(new[] { "Ġchat" }));

    [Test]
    public void Special_tokens_are_read_on_demand_only()
    {
        const string Text = "<|end|>a <|end|>x<|en";

        Assert.That(Tokenizer.Encode(Text), Has.None.LessThan(2));
        Assert.That(Tokenizer.EncodeWithSpecials(Text), Is.EqualTo([0, .. Tokenizer.Encode("a "), 1, .. Tokenizer.Encode("<|en")]));
        Assert.That(Tokenizer.Decode(Tokenizer.EncodeWithSpecials(Text)), Is.EqualTo("a <|en"));
        Assert.That(Tokenizer.Decode(Tokenizer.Encode(Text)), Is.EqualTo(Text));
        Assert.That(Encoding.UTF8.GetString(Tokenizer.Bytes(1)), Is.EqualTo("<|end|>x"));
    }

    [Test]
    public void Half_characters_are_replaced()
    {
        Assert.That(Tokenizer.Decode(Tokenizer.Encode("🙂")[..^1]), Does.StartWith("\ufffd").Or.Empty);
        Assert.That(Tokenizer.Decode(Tokenizer.Encode("a\ud800b")), Is.EqualTo("a\ufffdb"));
        Assert.That(Tokenizer.Encode(""), Is.Empty);
    }

    [Test]
    public void A_number_that_is_no_token_is_refused()
    {
        var tokens = Tokenizer.Vocabulary.Tokens.Count;

        Assert.That(Assert.Throws<FrugalException>(() => Tokenizer.Decode([tokens]))!.Message, Does.Contain($"no token {tokens}; tokens are 0 to {tokens - 1}"));
        Assert.That(Assert.Throws<FrugalException>(() => Tokenizer.Decode([-1]))!.Message, Does.Contain("no token -1"));
    }
}
