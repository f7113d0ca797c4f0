using System.Reflection;
using System.Runtime.Loader;

namespace Frugal.Notebooks.Engine;

/// <summary>Loads compiled cells and what they refer to. The course's own assemblies are the ones that this process runs already.</summary>
internal sealed class SubmissionLoader() : AssemblyLoadContext("notebook")
{
    private readonly Dictionary<string, Assembly> cells = [];
    private readonly Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> native = new(StringComparer.OrdinalIgnoreCase);

    public Assembly LoadCell(Stream image, Stream symbols)
    {
        var assembly = LoadFromStream(image, symbols);
        cells[assembly.GetName().Name!] = assembly;
        return assembly;
    }

    /// <summary>Makes the assembly in <paramref name="file"/>, and those that lie beside it, loadable by name.</summary>
    public void Add(string file) => files[Path.GetFileNameWithoutExtension(file)] = file;

    public void AddNative(string file)
    {
        var name = Path.GetFileName(file);
        native[name] = file;
        native[Path.GetFileNameWithoutExtension(name)] = file;
        if (name.StartsWith("lib", StringComparison.Ordinal))
        {
            native[Path.GetFileNameWithoutExtension(name)["lib".Length..]] = file;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (cells.TryGetValue(name, out var cell))
        {
            return cell;
        }

        if (files.TryGetValue(name, out var file))
        {
            return LoadFromAssemblyPath(file);
        }

        // A dependency that lies beside an assembly of '#r "path"', and that neither the framework nor the course has.
        return Course.Has(name) || Course.IsFramework(name) ? null
            : files.Values.Select(known => Path.Combine(Path.GetDirectoryName(known)!, name + ".dll")).FirstOrDefault(File.Exists) is { } beside ? LoadFromAssemblyPath(beside)
            : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        native.TryGetValue(unmanagedDllName, out var file) ? LoadUnmanagedDllFromPath(file) : 0;
}
