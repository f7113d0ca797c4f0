using Frugal.Grading.Submissions;

namespace Frugal.Grading.Tests.Submissions;

public class SubmissionRulesTests
{
    private static readonly HashSet<string> Known = ["Known.Package"];

    [Test]
    public void A_lab_without_the_file_takes_sources_pages_and_the_sheet()
    {
        var rules = Parse("{}");

        Assert.Multiple(() =>
        {
            Assert.That(rules.IsSource("WordCount/Deep/Words.cs"), Is.True);
            Assert.That(rules.IsSource("Other/Words.cs"), Is.False);
            Assert.That(rules.IsSource("WordCount/Words.csproj"), Is.False);
            Assert.That(rules.IsPage("WordCount/wwwroot/css/page.css"), Is.True);
            Assert.That(rules.IsPage("WordCount/wwwroot/tool.exe"), Is.False);
            Assert.That(rules.IsPage("WordCount/page.css"), Is.False);
            Assert.That(rules.IsSheet("analysis.md"), Is.True);
            Assert.That(rules.IsSheet("WordCount/analysis.md"), Is.False);
        });
    }

    [Test]
    public void The_file_narrows_what_counts_and_allows_more()
    {
        var rules = Parse("""
            {
              "sources": ["WordCount/Words*.cs"],   // no Program.cs
              "analysis": false,
              "packages": ["Known.Package"],
              "properties": { "AllowUnsafeBlocks": "true" },
              "limits": { "files": 3, "sourceKilobytes": 20, "buildSeconds": 30 }
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(rules.IsSource("WordCount/Words.cs"), Is.True);
            Assert.That(rules.IsSource("WordCount/Program.cs"), Is.False);
            Assert.That(rules.IsSheet("analysis.md"), Is.False);
            Assert.That(rules.Limits.Source.Bytes, Is.EqualTo(20_000));
            Assert.That((rules.Limits.Files, rules.Limits.BuildSeconds, rules.Limits.BuildMegabytes), Is.EqualTo((3, 30, 2000)));
        });
    }

    [TestCase("""{ "sources": ["../Other/*.cs"] }""", "sources has '../Other/*.cs'. Allowed: patterns such as WordCount/*.cs")]
    [TestCase("""{ "sources": ["WordCount/*"] }""", "sources has 'WordCount/*'")]
    [TestCase("""{ "sources": [null] }""", "sources has ''")]
    [TestCase("""{ "pages": ["WordCount/*"] }""", "pages has 'WordCount/*'. Allowed: patterns such as WordCount/wwwroot/*")]
    [TestCase("""{ "packages": ["Unknown.Package"] }""", "packages has 'Unknown.Package'. Allowed: packages with a version in Directory.Packages.props; add the version there")]
    [TestCase("""{ "properties": { "A b": "" } }""", "properties has 'A b'")]
    [TestCase("""{ "properties": { "A": "$(B)" } }""", "properties has '$(B)'")]
    [TestCase("""{ "properties": { "A": "</A><B>" } }""", "properties has '</A><B>'")]
    [TestCase("""{ "limits": { "files": 0 } }""", "limits.files is 0. Allowed: 1 to 5000")]
    [TestCase("""{ "limits": { "buildMegabytes": 5 } }""", "limits.buildMegabytes is 5. Allowed: 256 to 16000")]
    [TestCase("""{ "source": [] }""", "not valid (The JSON property 'source' could not be mapped")]
    [TestCase("""{ "analysis": true, "analysis": false }""", "not valid (Duplicate property")]
    [TestCase("""{ "limits": null }""", "a value is null")]
    [TestCase("null", "not valid (it is null)")]
    [TestCase("[", "not valid")]
    public void A_wrong_file_is_refused_with_the_value_and_what_is_allowed(string text, string says) =>
        Assert.That(() => Parse(text), Throws.TypeOf<FrugalException>().With.Message.StartsWith("solutions/word-count/submission.json: ").And.Message.Contains(says));

    private static SubmissionRules Parse(string text) => SubmissionRules.Parse(text, "solutions/word-count/submission.json", "WordCount", Known);
}
