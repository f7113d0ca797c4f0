using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Frugal.Grading.Submissions;

/// <summary>
/// What a student's project file asks for beside the course's. The file is read, and never built: the app gets the packages and properties of the
/// course's project and of <see cref="SubmissionRules"/>; whatever else the student added is named, so that the teacher can allow it.
/// </summary>
internal static partial class AskedFor
{
    private const string Remedy = $"not allowed in this lab, so the code is built without it. Ask your teacher to allow it in {SubmissionRules.File}";

    /// <summary>One line for each package and property that the lab does not allow; empty for what is not a project file.</summary>
    public static IReadOnlyList<string> Refused(string path, byte[]? content, byte[] own, SubmissionRules rules)
    {
        if (!path.EndsWith(".csproj", StringComparison.Ordinal) || content is null || Parse(content) is not { } asked || Parse(own) is not { } given)
        {
            return [];
        }

        return
        [
            .. Packages(asked).Except(Packages(given)).Except(rules.Packages, StringComparer.OrdinalIgnoreCase)
                .Select(package => $"package {package} is {Remedy}{Allowed(rules.Packages)}"),
            .. Properties(asked).Except(Properties(given)).Except(rules.Properties.Select(property => (Name: property.Key, property.Value)))
                .Select(property => $"property {property.Name}={property.Value} is {Remedy}{Allowed(rules.Properties.Select(each => $"{each.Key}={each.Value}"))}"),
        ];
    }

    private static string Allowed(IEnumerable<string> names) => names.Any() ? $", which has: {string.Join(", ", names)}" : "";

    private static IEnumerable<string> Packages(XDocument project) => Elements(project, "PackageReference")
        .Select(package => (string?)package.Attribute("Include")).OfType<string>().Where(name => Plain().IsMatch(name)).Distinct();

    private static IEnumerable<(string Name, string Value)> Properties(XDocument project) => Elements(project, "PropertyGroup")
        .SelectMany(group => group.Elements()).Where(property => !property.HasElements)
        .Select(property => (Name: property.Name.LocalName, Value: property.Value.Trim()))
        .Where(property => Plain().IsMatch(property.Name) && Plain().IsMatch(property.Value)).Distinct();

    private static IEnumerable<XElement> Elements(XDocument project, string name) => project.Descendants().Where(element => element.Name.LocalName == name);

    private static XDocument? Parse(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.Depth > 32)
                {
                    return null;                             // no project is nested so deep; its tree would overflow the stack
                }
            }

            using var again = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(again);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[\w.\-;,+ ]{1,100}$")]
    private static partial Regex Plain();
}
