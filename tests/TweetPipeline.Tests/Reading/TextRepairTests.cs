using TweetPipeline.Reading;

namespace TweetPipeline.Tests.Reading;

public class TextRepairTests
{
    [TestCase("")]
    [TestCase("plain")]
    [TestCase("réseau\ten panne\r\n😡 日本")]
    public void A_text_without_controls_stays_the_same_object(string text) => Assert.That(TextRepair.WithoutControls(text), Is.SameAs(text));

    [TestCase("a\0b\u0007c", "abc")]
    [TestCase("a\u000b\u000c\u001f\u007f\u0085b", "ab")]
    [TestCase("é\u009f😡", "é😡")]
    public void Controls_are_left_out(string text, string expected) => Assert.That(TextRepair.WithoutControls(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        var (high, low) = ("😡"[0], "😡"[1]);
        Assert.Multiple(() =>
        {
            Assert.That(TextRepair.WithoutControls($"a{high}"), Is.EqualTo("a\ufffd"));
            Assert.That(TextRepair.WithoutControls($"{low}a😡"), Is.EqualTo("\ufffda😡"));
            Assert.That(TextRepair.WithoutControls($"{high}{high}{low}"), Is.EqualTo("\ufffd😡"));
        });
    }

    [TestCase("grâce à ð, Â, Ã")]
    [TestCase("finit par Ã")]
    [TestCase("BÂTIMENT É")]
    public void Accented_text_that_is_not_mojibake_is_left_alone(string text) => Assert.That(TextRepair.Unscramble(text), Is.SameAs(text));

    [TestCase("rÃ©seau", "réseau")]
    [TestCase("lâ€™Ã©tÃ© Ã  5 â‚¬", "l’été à 5 €")]
    [TestCase("rÃƒÂ©seau", "réseau")]
    [TestCase("grÃ¢ce âœ“", "grâce ✓")]
    public void Mojibake_is_repaired(string text, string expected) => Assert.That(TextRepair.Unscramble(text), Is.EqualTo(expected));
}
