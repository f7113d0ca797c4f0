using System.Text.Json;

namespace Frugal.Setup.Steps;

/// <summary>The npm packages that carry native engines, exactly as eng/npm/package-lock.json pins them.</summary>
public sealed class NpmStep(Repository repository) : ISetupStep
{
    public string Name => "npm packages";

    private string Lock => Path.Combine(repository.Npm, "package-lock.json");

    /// <summary>npm writes this file last, when all the packages lie in place.</summary>
    private string Installed => Path.Combine(repository.Npm, "node_modules", ".package-lock.json");

    public IReadOnlyList<Check> Inspect()
    {
        if (!File.Exists(Installed))
        {
            return [Check.Missing(Name, "not installed", "./frugal setup")];
        }

        var pinned = File.ReadAllText(Lock);
        return Matches(pinned, File.ReadAllText(Installed))
            ? [Check.Fine(Name, string.Join(", ", Packages(pinned).Select(package => $"{package.Key["node_modules/".Length..]} {package.Value.Version}")))]
            : [Check.Missing(Name, "other versions than the pinned ones", "./frugal setup")];
    }

    public void Apply()
    {
        var log = new LogFile(repository, "npm");
        if (Shell.Run(new ShellCommand("npm", "ci", "--ignore-scripts", "--no-progress") { Folder = repository.Npm }, log) != 0)
        {
            throw new SetupException(Remedies.Explain("'npm ci' failed", log));
        }
    }

    /// <summary>True when the installed packages are those of the lock file: same names, versions and checksums.</summary>
    public static bool Matches(string lockFile, string installed)
    {
        var pinned = Packages(lockFile);
        var present = Packages(installed);
        return pinned.Count == present.Count && pinned.All(package => present.TryGetValue(package.Key, out var found) && found == package.Value);
    }

    private static Dictionary<string, (string? Version, string? Integrity)> Packages(string lockFile)
    {
        using var document = JsonDocument.Parse(lockFile);
        return document.RootElement.GetProperty("packages").EnumerateObject()
            .Where(package => package.Name.Length > 0)   // "" is eng/npm itself
            .ToDictionary(package => package.Name, package => (Text(package.Value, "version"), Text(package.Value, "integrity")));
    }

    private static string? Text(JsonElement package, string property) =>
        package.TryGetProperty(property, out var value) ? value.GetString() : null;
}
