using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Frugal.Setup.Testing;

/// <summary>A skipped test with the reason.</summary>
public sealed partial record SkippedTest(string Name, string Reason)
{
    /// <summary>The skipped tests of a .trx file.</summary>
    public static IReadOnlyList<SkippedTest> Read(string trx)
    {
        var elements = XDocument.Parse(trx).Descendants().ToLookup(element => element.Name.LocalName);
        var classes = elements["UnitTest"].ToDictionary(test => (string)test.Attribute("id")!, test => (string?)test.Elements().FirstOrDefault(child => child.Name.LocalName == "TestMethod")?.Attribute("className"));
        return [.. elements["UnitTestResult"].Where(result => (string?)result.Attribute("outcome") == "NotExecuted").Select(result => new SkippedTest(
            $"{classes.GetValueOrDefault((string?)result.Attribute("testId") ?? "")}.{(string?)result.Attribute("testName")}".TrimStart('.'),
            result.Descendants().FirstOrDefault(element => element.Name.LocalName is "Message")?.Value is { Length: > 0 } message ? Origin().Replace(message, "").Trim() : "no reason given"))];
    }

    /// <summary>The tests grouped by reason, with counts.</summary>
    public static string List(IReadOnlyList<SkippedTest> tests)
    {
        var text = new StringBuilder();
        foreach (var group in tests.GroupBy(test => test.Reason))
        {
            text.AppendLine($"Skipped, {group.Count()}: {group.Key}");
            foreach (var test in group)
            {
                text.AppendLine($"    {test.Name}");
            }
        }

        return text.ToString();
    }

    /// <summary>NUnit's prefix when a shared set-up of all tests in an assembly skipped the test.</summary>
    [GeneratedRegex("^(?:(?:OneTimeSetUp|SetUp) ?: )+")]
    private static partial Regex Origin();
}
