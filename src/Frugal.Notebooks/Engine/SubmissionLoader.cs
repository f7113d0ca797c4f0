using System.Reflection;
using System.Runtime.Loader;

namespace Frugal.Notebooks.Engine;

/// <summary>Loads compiled cells and their references. The course's own assemblies are those already loaded in this process.</summary>
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

    /// <summary>Makes the assembly in <paramref name="file"/> and those beside it loadable by name.</summary>
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

        // A dependency beside an assembly of '#r "path"', unless the framework or the course has it.
        return Course.Has(name) || Course.IsFramework(name) ? null
            : files.Values.Select(known => Path.Combine(Path.GetDirectoryName(known)!, name + ".dll")).FirstOrDefault(File.Exists) is { } beside ? LoadFromAssemblyPath(beside)
            : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        native.TryGetValue(unmanagedDllName, out var file) ? LoadUnmanagedDllFromPath(file) : 0;
}
