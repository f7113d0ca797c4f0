using System.Globalization;
using System.Text;
using System.Xml;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards.Converters;

/// <summary>
/// A grade as JUnit XML (source: junit-10.xsd of the Jenkins xUnit plugin, github.com/jenkinsci/xunit-plugin): one suite per task.
/// A wrong or too slow answer is a failure, an exception or a killed process is an error; a test not run or inconclusive is skipped.
/// </summary>
public static class JUnitResults
{
    /// <summary>Creates the file's text.</summary>
    public static string Write(Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Valid(grade.Lab));
            Counts(xml, [.. grade.Tasks.SelectMany(task => task.TestsOrItself())], skipped: false);
            foreach (var task in grade.Tasks)
            {
                Suite(xml, grade, task);
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Suite(XmlWriter xml, Grade grade, TaskGrade task)
    {
        var tests = task.TestsOrItself();
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"Task {task.Id}: {Valid(task.Title)}");
        Counts(xml, tests, skipped: true);
        xml.WriteAttributeString("timestamp", grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "points", CardText.Points(task.Points));
        Property(xml, "max_points", CardText.Points(task.MaxPoints));
        foreach (var (name, figure) in task.Measured)
        {
            Property(xml, Valid(name), CardText.Value(figure.Value, figure.Unit));
        }

        xml.WriteEndElement();
        foreach (var test in tests)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Valid(test.Name));
            xml.WriteAttributeString("classname", $"{Valid(grade.Lab)}.task{task.Id}");
            xml.WriteAttributeString("time", Seconds(test.Duration));
            if (Element(test) is { } element)
            {
                xml.WriteStartElement(element);
                if (element != "skipped")
                {
                    xml.WriteAttributeString("type", Valid(test.Cause.Words().English));
                }

                xml.WriteAttributeString("message", Valid(CardText.Sentence(test.Message, test.Cause)));
                xml.WriteString(Valid(test.Explanation(task)));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<TestGrade> tests, bool skipped)
    {
        xml.WriteAttributeString("tests", Count(_ => true));
        xml.WriteAttributeString("failures", Count(test => Element(test) == "failure"));
        xml.WriteAttributeString("errors", Count(test => Element(test) == "error"));
        if (skipped)
        {
            xml.WriteAttributeString("skipped", Count(test => Element(test) == "skipped"));
        }

        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(tests.Sum(test => test.Duration.Ticks))));

        string Count(Func<TestGrade, bool> counts) => tests.Count(counts).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Element(TestGrade test) => test.Verdict switch
    {
        Verdict.Passed => null,
        Verdict.NotRun or Verdict.Inconclusive => "skipped",
        _ => test.Cause.IsError() ? "error" : "failure",
    };

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Removes control characters, which XML 1.0 does not allow.</summary>
    private static string Valid(string text) => string.Concat(PlainText.Clean(text).Where(letter => char.IsSurrogate(letter) || XmlConvert.IsXmlChar(letter)));
}
