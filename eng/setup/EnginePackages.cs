using System.Xml.Linq;

namespace Frugal.Setup;

/// <summary>A NuGet package at an exact version.</summary>
public sealed record EnginePackage(string Id, string Version)
{
    /// <summary>The packages of the group 'The engines' in Directory.Packages.props.</summary>
    public static IReadOnlyList<EnginePackage> Read(string packagesProps) =>
        [.. XDocument.Parse(packagesProps).Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value.StartsWith("The engines", StringComparison.Ordinal) == true)
            .Elements("PackageVersion")
            .Select(item => new EnginePackage(item.Attribute("Include")!.Value, item.Attribute("Version")!.Value))];
}
