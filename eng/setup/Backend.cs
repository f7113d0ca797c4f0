using System.Xml.Linq;

namespace Frugal.Setup;

/// <summary>Who supplies the engines: see eng/Backends.props.</summary>
public enum Backend
{
    /// <summary>The public NuGet packages.</summary>
    Packages,

    /// <summary>src/Backends over Debian's and npm's packages.</summary>
    System,
}

/// <summary>The choice of a backend as it is written in variables, options and .frugal/backend.props.</summary>
public static class BackendChoice
{
    public const string Variable = "FRUGAL_BACKEND";

    public static string Name(this Backend backend) => backend == Backend.Packages ? "packages" : "system";

    /// <summary>Reads a name that a user gave.</summary>
    /// <param name="text">The name.</param>
    /// <param name="origin">Where it was given: the option or the variable.</param>
    public static Backend Parse(string text, string origin) => text switch
    {
        "packages" => Backend.Packages,
        "system" => Backend.System,
        _ => throw new SetupException($"{origin} is '{text}'. Allowed: 'packages' or 'system'. Leave it out to let set-up choose."),
    };

    /// <summary>The choice that a former set-up wrote; null when there is none or it cannot be read.</summary>
    public static Backend? Read(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants("FrugalBackend").FirstOrDefault()?.Value.Trim() switch
            {
                "packages" => Backend.Packages,
                "system" => Backend.System,
                _ => null,
            };
        }
        catch (Exception failure) when (failure is IOException or global::System.Xml.XmlException)
        {
            return null;
        }
    }

    public static void Write(string path, Backend backend) => AtomicFile.Write(path,
        $"<Project>\n  <PropertyGroup>\n    <FrugalBackend>{backend.Name()}</FrugalBackend>\n  </PropertyGroup>\n</Project>\n");

    /// <summary>The backend that a build takes now, as eng/Backends.props reads it: the variable, or else the file.</summary>
    public static Backend? Current(Repository repository) =>
        FromVariable() ?? Read(repository.BackendFile);

    public static Backend? FromVariable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? Parse(name, Variable) : null;
}
