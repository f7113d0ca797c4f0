using System.IO.Compression;
using System.Xml.Linq;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Checks;

/// <summary>A NuGet package of an engine at its exact version.</summary>
public sealed record EnginePackage(string Id, string Version)
{
    private const string Metadata = ".nupkg.metadata";

    /// <summary>The packages of the group 'The engines' in Directory.Packages.props that apply to this system.</summary>
    /// <param name="packagesProps">The file's text.</param>
    /// <param name="host">The system, to select the system-specific packages.</param>
    public static IReadOnlyList<EnginePackage> Read(string packagesProps, Host host) =>
        [.. XDocument.Parse(packagesProps).Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value.StartsWith("The engines", StringComparison.Ordinal) == true)
            .Elements("PackageVersion")
            .Select(item => new EnginePackage(item.Attribute("Include")!.Value.Replace("$(NETCoreSdkPortableRuntimeIdentifier)", host.Rid, StringComparison.Ordinal), item.Attribute("Version")!.Value))
            .Where(package => !package.Id.StartsWith("libtorch-", StringComparison.Ordinal) || EngineSupport.WithTorch.Contains(host.Rid))];

    /// <summary>The package's folder in a package cache.</summary>
    public string FolderIn(string cache) => Path.Combine(cache, Id.ToLowerInvariant(), Version);

    /// <summary>Compares the package's folder with the package file that NuGet keeps in it.</summary>
    /// <param name="cache">A package cache.</param>
    /// <returns>Null if the package is complete; empty if it is missing; otherwise what is wrong with it.</returns>
    public string? Fault(string cache)
    {
        var folder = FolderIn(cache);
        if (!Directory.Exists(folder))
        {
            return "";
        }

        if (!File.Exists(Path.Combine(folder, Metadata)))
        {
            return $"its {Metadata} is missing: NuGet did not finish unpacking it";
        }

        var file = Path.Combine(folder, $"{Id.ToLowerInvariant()}.{Version}.nupkg");
        try
        {
            return File.Exists(file) ? Difference(folder, file) : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return $"{Path.GetFileName(file)} cannot be read";
        }
    }

    /// <summary>The first file of the package that is missing or truncated.</summary>
    private static string? Difference(string folder, string package)
    {
        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries.Where(entry => IsUnpacked(entry.FullName)))
        {
            var file = new FileInfo(Path.Combine(folder, Uri.UnescapeDataString(entry.FullName)));
            if (!file.Exists)
            {
                return $"{entry.FullName} is missing";
            }

            if (file.Length != entry.Length)
            {
                return $"{entry.FullName} has {file.Length} bytes instead of {entry.Length}";
            }
        }

        return null;
    }

    /// <summary>Whether the file is one that programs load or compile against; NuGet omits or renames some of the files at the top level.</summary>
    private static bool IsUnpacked(string name) =>
        new[] { "runtimes/", "lib/", "ref/", "build/", "buildTransitive/" }.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)) && !name.EndsWith('/');
}
