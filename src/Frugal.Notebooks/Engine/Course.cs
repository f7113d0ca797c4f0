using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Frugal.Notebooks.Engine;

/// <summary>The assemblies that cells can reference without a restore: the framework's, and those of the course's own build in this program's folder.</summary>
internal static class Course
{
    private static readonly string Folder = AppContext.BaseDirectory;
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly ConcurrentDictionary<string, MetadataReference> References = new();

    /// <summary>Packages whose assembly has a different name.</summary>
    private static readonly Dictionary<string, string> Assemblies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TorchSharp-cpu"] = "TorchSharp",
        ["TorchSharp-cuda-linux"] = "TorchSharp",
        ["TorchSharp-cuda-windows"] = "TorchSharp",
        ["Microsoft.ML.OnnxRuntime.Managed"] = "Microsoft.ML.OnnxRuntime",
        ["LLamaSharp.Backend.Cpu"] = "LLamaSharp",
        ["SkiaSharp.NativeAssets.Linux.NoDependencies"] = "SkiaSharp",
        ["libtorch-cpu-linux-x64"] = "TorchSharp",
        ["libtorch-cpu-win-x64"] = "TorchSharp",
        ["libtorch-cpu-win-arm64"] = "TorchSharp",
        ["libtorch-cpu-osx-arm64"] = "TorchSharp",
        ["Frugal.Interactive"] = "Frugal.Charts",   // for .NET Interactive; this kernel already provides its features
    };

    /// <summary>The packages supplied by the course's build; a package whose assembly the build lacks is restored.</summary>
    private static readonly string[] Supplied =
        ["Frugal", "Frugal.Training", "Frugal.Charts", "Frugal.Llama", "Frugal.Serving", "TorchSharp", "Microsoft.ML.OnnxRuntime", "Microsoft.ML", "LLamaSharp", "SkiaSharp", "Plotly.NET", "Plotly.NET.CSharp"];

    /// <summary>The whole framework and the helper functions for cells.</summary>
    public static IReadOnlyList<MetadataReference> Basis { get; } =
    [
        .. Directory.EnumerateFiles(FrameworkFolder, "*.dll").Where(IsManagedFramework).Select(Reference),
        Reference(typeof(Course).Assembly.Location),
        Reference(typeof(Frugal.Charts.Formatting.HtmlFragment).Assembly.Location),
    ];

    public static bool Has(string assembly) => File.Exists(Path.Combine(Folder, assembly + ".dll"));

    public static bool IsFramework(string assembly) => File.Exists(Path.Combine(FrameworkFolder, assembly + ".dll"));

    /// <summary>The course's assembly for <paramref name="package"/>, with its references; empty if there is none.</summary>
    public static IReadOnlyList<string> ForPackage(string package)
    {
        var assembly = Assemblies.GetValueOrDefault(package, package);
        return Supplied.Contains(assembly, StringComparer.OrdinalIgnoreCase) ? Closure(assembly) : [];
    }

    /// <summary>The files of <paramref name="assembly"/> and of all its direct and indirect references that the course's build contains.</summary>
    public static IReadOnlyList<string> Closure(string assembly)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        Visit(assembly);
        return [.. found.Values];

        void Visit(string name)
        {
            var file = Path.Combine(Folder, name + ".dll");
            if (!File.Exists(file) || !found.TryAdd(name, file))
            {
                return;
            }

            using var image = new PEReader(File.OpenRead(file));
            var metadata = image.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                Visit(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
            }
        }
    }

    /// <summary>A reference to the assembly in <paramref name="file"/>, with the XML documentation beside it if present.</summary>
    public static MetadataReference Reference(string file) => References.GetOrAdd(file, static path =>
    {
        var documentation = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(path, documentation: File.Exists(documentation) ? new DocumentationFile(documentation) : null);
    });

    private static bool IsManagedFramework(string file)
    {
        var name = Path.GetFileName(file);
        return name is "mscorlib.dll" or "netstandard.dll" or "WindowsBase.dll" or "Microsoft.CSharp.dll" or "Microsoft.VisualBasic.Core.dll" or "Microsoft.Win32.Primitives.dll"
            || (name.StartsWith("System.", StringComparison.Ordinal) && !name.Contains(".Native", StringComparison.Ordinal));
    }
}
