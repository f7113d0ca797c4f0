using System.Text.Json;

namespace Frugal.Notebooks.Engine;

/// <summary>The files of restored packages: compile-time assemblies, run-time assemblies and native libraries.</summary>
internal sealed record PackageAssets(IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> Native)
{
    /// <summary>Reads the restore result <c>obj/project.assets.json</c>; the target with a runtime identifier is the one with native files.</summary>
    public static PackageAssets Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries");
        var target = root.GetProperty("targets").EnumerateObject().OrderByDescending(candidate => candidate.Name.Contains('/')).First().Value;
        List<string> compile = [], runtime = [], native = [];
        foreach (var library in target.EnumerateObject())
        {
            var path = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            Collect(library.Value, "compile", path, compile);
            Collect(library.Value, "runtime", path, runtime);
            Collect(library.Value, "native", path, native);
        }

        return new(compile, runtime, native);

        void Collect(JsonElement library, string group, string path, List<string> into)
        {
            if (library.TryGetProperty(group, out var files))
            {
                into.AddRange(files.EnumerateObject().Where(asset => !asset.Name.EndsWith("_._", StringComparison.Ordinal))
                    .Select(asset => folders.Select(folder => Path.Combine(folder, path, asset.Name)).FirstOrDefault(File.Exists)).OfType<string>());
            }
        }
    }
}
