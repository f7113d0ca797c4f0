using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Grading.Cards;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;

namespace Frugal.Grading.Tests.Cards;

/// <summary>Text of a student in every place of a grade where it can be, through every file that a grading writes: terminals, browsers, CI systems and other tools read these.</summary>
public partial class TextAttacksTests
{
    private const string Harmless = "harmless";

    /// <summary>Of a text in 50 places, with its markup and what is escaped.</summary>
    private const int MostOfOne = 5000;

    private static IEnumerable<string> Names => HostileTexts.Each.Keys;

    [TestCaseSource(nameof(Names))]
    public void The_text_is_shown_and_nothing_else_happens(string name)
    {
        var files = Written(HostileTexts.Each[name]);
        var usual = Written(Harmless);

        foreach (var (file, text) in files)
        {
            Assert.That(Control().Matches(file == "card.ansi" ? Colour().Replace(text, "") : text).Select(match => $"U+{(int)match.Value[0]:X4}"), Is.Empty, file);
            Assert.That(Command().Matches(text).Select(match => match.Value), Is.Empty, file);
            Assert.That(text, Has.Length.LessThan(usual[file].Length + 50 * MostOfOne), file);
            switch (Path.GetExtension(file))
            {
                case ".json":
                    Assert.That(Shape(JsonDocument.Parse(text).RootElement), Is.EqualTo(Shape(JsonDocument.Parse(usual[file]).RootElement)), file);
                    break;
                case ".xml":
                    Assert.That(XDocument.Parse(text).Descendants().Select(element => element.Name.LocalName), Is.EqualTo(XDocument.Parse(usual[file]).Descendants().Select(element => element.Name.LocalName)), file);
                    break;
                case ".html":
                    Assert.That(Tag().Matches(text).Select(match => match.Value), Is.EqualTo(Tag().Matches(usual[file]).Select(match => match.Value)), file);
                    break;
            }
        }

        Assert.That(Attacks.Of(name), Is.EqualTo(new Attack(name, AttackKind.Output, Cause.None, nameof(TextAttacksTests))));
    }

    /// <summary>Names of files are texts of a student too.</summary>
    [Test, Platform("Linux")]
    public void Names_of_files_that_are_left_out_are_shown_and_nothing_else_happens()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["a\n##vso[task.complete]", "::error::b", "c\u202Egnp.cs", "d\u001b[2J", "e\r.cs", "$(f).cs", "<script>", "##teamcity[g]"];
        foreach (var name in names)
        {
            folder.Write($"App/{name}", "x");
        }

        var left = SubmissionFiles.Read(folder.Path, new SubmissionRules { Sources = ["App/*.cs"], Pages = ["App/wwwroot/*"] }, new Dictionary<string, byte[]>()).LeftOut;

        Assert.That(left, Has.Count.EqualTo(names.Length));
        Assert.That(left.SelectMany(line => Control().Matches(line).Concat(Command().Matches(line))), Is.Empty, string.Join('|', left));
    }

    private static Dictionary<string, string> Written(string text)
    {
        using var folder = new TemporaryFolder();
        var message = new StudentFailure(Cause.Exception, $"The code threw Exception: {text}").Message;
        var grade = SampleGrades.Halfway with { GradedAt = DateTimeOffset.UnixEpoch };
        grade = grade with
        {
            Tasks = [.. grade.Tasks.Select(task => task with
            {
                Message = message,
                Tests = [.. task.Tests.Select(test => test with { Message = message, Cause = Cause.Exception, Verdict = Verdict.Failed, Points = 0 })],
                Points = 0,
                Verdict = Verdict.Failed,
                Cause = Cause.Exception,
            })],
        };
        return CardFolder.WriteAll(grade, folder.Path).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
    }

    /// <summary>Names and kinds without values.</summary>
    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", element.EnumerateObject().Select(member => $"{member.Name}:{Shape(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(",", element.EnumerateArray().Select(Shape))}]",
        JsonValueKind.Number => element.GetRawText(),
        _ => $"{element.ValueKind}",
    };

    /// <summary>Control characters, directions and separators of lines; as they are, or escaped in JSON.</summary>
    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\x7F-\x9F\u061C\u180E\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\\u00(?:0[0-8BCEF]|1[0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f])|\\u(?:202[A-Ea-e]|206[6-9]|200[EeFf])")]
    private static partial Regex Control();

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"##vso\[|##\[|##teamcity\[|::(?:error|warning|notice|debug|set-output|add-mask|stop-commands|group|endgroup|save-state)\b[^\n]*?::|section_(?:start|end):\d")]
    private static partial Regex Command();

    [GeneratedRegex(@"<(?!/?code\b)(?:/?[a-zA-Z][\w-]*|!--|!DOCTYPE)")]
    private static partial Regex Tag();                      // not the code that a card makes of backticks
}
