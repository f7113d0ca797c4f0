using Frugal.Site.Checks.Prose;
using Frugal.Site.Checks.Spelling;

namespace Frugal.Site.Tests.Checks;

public class ProseWordTests
{
    [TestCase("The model's weights, isn't it?", "The model weights isn't it")]
    [TestCase("L'exactitude d’un réseau : qu'il apprenne aujourd'hui.", "exactitude un réseau il apprenne aujourd'hui")]
    [TestCase("A depthwise-separable layer in int8 (README.md, ASP.NET, docs/en, 3x3).", "depthwise-separable layer in")]
    [TestCase("`code` and [text](page.md)", "and text")]
    public void Words_are_split_as_a_reader_does(string markdown, string words) =>
        Assert.That(MarkdownProse.Of(markdown).SelectMany(ProseWord.In).Select(word => word.Text), Is.EqualTo(words.Split(' ')));

    [TestCase("a *mot* b", true)]
    [TestCase("a \"mot\" b", true)]
    [TestCase("a « mot » b", true)]
    [TestCase("| French |\n|---|\n| mot |\n", true)]
    [TestCase("a **mot** b", false)]
    [TestCase("| meaning |\n|---|\n| mot |\n", false)]
    public void Words_that_may_be_of_the_other_language_are_marked(string markdown, bool quoted) =>
        Assert.That(MarkdownProse.Of(markdown).SelectMany(ProseWord.In).Single(word => word.Text == "mot").IsQuoted, Is.EqualTo(quoted));

    [Test]
    public void A_list_of_words_is_sorted_and_has_each_word_once()
    {
        using var site = new FaultySite();
        site.Write("docs/words.en.txt", "int\nONNX\nlogits\nlogits\n");
        var list = WordList.Read(site.Site.Root, SiteLanguage.English);

        Assert.That(list.Disorder().Select(fault => fault.ToString()), Is.EqualTo(new[]
        {
            "docs/words.en.txt:3: 'logits' is not in order after 'ONNX'. Sort the list, each word once",
            "docs/words.en.txt:4: 'logits' is not in order after 'logits'. Sort the list, each word once",
        }));
        Assert.That(new[] { "logits", "Logits", "ONNX", "onnx", "Onnx" }.Select(list.Has), Is.EqualTo(new[] { true, true, true, false, false }));
    }

    [Test]
    public void Without_hunspell_the_error_says_how_to_install_it() =>
        Assert.That(() => new Hunspell("no-such-hunspell").Unknown("fr", ["mot"], default), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo("no-such-hunspell: there is no such program, and it checks the spelling. On Debian and Ubuntu: apt-get install hunspell hunspell-en-gb hunspell-fr. Elsewhere: install Hunspell with its dictionaries en_GB and fr."));
}
