using Frugal.Reporting;

namespace Frugal.Tests.Reporting;

public class PlainTextTests
{
    [TestCase("a\u001b[1;31mb\u001b[0mc\u001b[2J\u001b[?25l", ExpectedResult = "abc", TestName = "Control sequences are removed")]
    [TestCase("a\u001b]8;;file:///etc\u001b\\b\u001b]0;title\u0007c", ExpectedResult = "abc", TestName = "Operating system commands are removed")]
    [TestCase("a\0b\u0008c\u007f\u009bd\u001b", ExpectedResult = "abcd", TestName = "Control characters are removed")]
    [TestCase("a\u202e\u202d\u2066\u2069\u200e\u061c\ufeffb", ExpectedResult = "ab", TestName = "Characters that change the direction are removed")]
    [TestCase("a\tb\r\nc\rd\u2028e", ExpectedResult = "a\tb\nc\nd\ne", TestName = "Tabs stay, and line ends are one character")]
    [TestCase("é 数 👩\u200d💻 می\u200cخواهم", ExpectedResult = "é 数 👩\u200d💻 می\u200cخواهم", TestName = "Letters, emoji and joiners stay")]
    public string Visible(string text) => PlainText.Visible(text);

    [Test]
    public void Clean_text_is_short_and_breaks_no_character()
    {
        var clean = PlainText.Clean("  x" + string.Concat(Enumerable.Repeat("🦊", 1500)));

        Assert.That(clean, Has.Length.EqualTo(2000).And.StartsWith("x🦊").And.EndsWith("🦊…"));
        Assert.That(PlainText.Clean("a" + '\ud800' + "b"), Is.EqualTo("a\ufffdb"));
        Assert.That(PlainText.Line(" a\tb\nc "), Is.EqualTo("a b c"));
    }

    [TestCase("##vso[task.setvariable variable=a]b", ExpectedResult = "## vso[task.setvariable variable=a]b")]
    [TestCase("a ##[error]b", ExpectedResult = "a ## [error]b")]
    [TestCase("##teamcity[buildStop]", ExpectedResult = "## teamcity[buildStop]")]
    [TestCase("a\n ::error file=x::b", ExpectedResult = "a\n : :error file=x::b")]
    [TestCase("::stop-commands::a::error::b", ExpectedResult = ": :stop-commands: :a: :error::b")]
    [TestCase("section_start:1:a", ExpectedResult = "section_ start:1:a")]
    [TestCase("#\0#v\u001b[1mso[a]", ExpectedResult = "## vso[a]", TestName = "A command is broken after hidden characters are removed")]
    [TestCase("## A heading, a[0], std::vector and section_start", ExpectedResult = "## A heading, a[0], std::vector and section_start", TestName = "Other text stays")]
    public string Clean(string text)
    {
        Assert.That(PlainText.Clip(text, 100), Is.EqualTo(PlainText.Clean(text)));
        return PlainText.Clean(text);
    }

    [Test]
    public void Clipped_text_says_how_much_is_missing()
    {
        Assert.That(PlainText.Clip(new string('x', 5000), 3), Is.EqualTo("xxx... (4,997 more characters)"));
        Assert.That(PlainText.Clip("ab🦊", 3), Is.EqualTo("ab... (2 more characters)"));
        Assert.That(PlainText.Clip("abc", 3), Is.EqualTo("abc"));
    }
}
