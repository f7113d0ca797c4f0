using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Frugal.Notebooks.Engine;

/// <summary>The documentation comments of an assembly, from the XML file beside it, read on first use.</summary>
internal sealed class DocumentationFile(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> members = new(() => Read(path));

    public override bool Equals(object? obj) => obj is DocumentationFile other && other.Path == Path;

    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        members.Value.GetValueOrDefault(documentationMemberID, "");

    private string Path { get; } = path;

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants("member").DistinctBy(member => (string?)member.Attribute("name"))
                .ToDictionary(member => (string?)member.Attribute("name") ?? "", member => member.ToString());
        }
        catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];   // an inspection without documentation is better than none
        }
    }
}
