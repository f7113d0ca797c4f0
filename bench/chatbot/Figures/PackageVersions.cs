using System.Text.Json;

namespace Frugal.Benchmarks.Chatbot.Figures;

/// <summary>The versions of the packages that this program was built with, where an assembly does not tell its own.</summary>
internal static class PackageVersions
{
    /// <summary>The version of a package, from the program's <c>deps.json</c>.</summary>
    /// <exception cref="InvalidOperationException">The program was built without the package.</exception>
    public static string Of(string package)
    {
        using var built = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{typeof(PackageVersions).Assembly.GetName().Name}.deps.json")));
        return built.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')).First(parts => parts[0] == package)[1];
    }
}
