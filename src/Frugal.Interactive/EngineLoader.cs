using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Frugal.Data;

namespace Frugal.Interactive;

/// <summary>
/// Loads libtorch and TorchSharp's native library from their packages before TorchSharp looks for them: TorchSharp would prefer a libtorch installed
/// on the system, of any version, to its own. If the system's libstdc++ is older than the library requires, loads a copy of the library in which
/// that version is marked as weak (see <see cref="SymbolVersions"/>). Loads TorchSharp itself as a copy that is not optimised (see
/// <see cref="Optimizations"/>). The copies are in the user's cache.
/// </summary>
internal static class EngineLoader
{
    private const string NewestCpp = "GLIBCXX_3.4.32";

    /// <summary>The libraries in dependency order.</summary>
    private static readonly string[] Torch = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Loads TorchSharp, and on Linux the native libraries; on other systems the loader looks beside the library first. If a package is
    /// missing, TorchSharp reports it.</summary>
    public static void Load()
    {
        var packages = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!, "..", "..", "..", ".."));
        var engines = typeof(EngineLoader).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(datum => datum.Key == "Engines").Value!.Split(' ');
        LoadManaged(packages, engines.First(engine => engine.StartsWith("TorchSharp/", StringComparison.Ordinal)));
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            Load(packages, engines);
        }
    }

    private static void LoadManaged(string packages, string engine)
    {
        var assembly = Path.Combine(packages, engine.ToLowerInvariant(), "lib", "net8.0", "TorchSharp.dll");
        if (File.Exists(assembly))
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(Copy(assembly, engine.Replace('/', '.'), bytes => Optimizations.Disable(bytes)));
        }
    }

    private static void Load(string packages, string[] engines)
    {
        string Folder(string name) => Path.Combine(packages, engines.First(engine => engine.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToLowerInvariant(), "runtimes", "linux-x64", "native");
        foreach (var file in Torch.Select(name => Path.Combine(Folder("libtorch-cpu-linux-x64"), name)).Where(File.Exists))
        {
            NativeLibrary.Load(file);
        }

        var sharp = Path.Combine(Folder("TorchSharp"), "libLibTorchSharp.so");
        if (File.Exists(sharp) && !NativeLibrary.TryLoad(sharp, out _))
        {
            var engine = engines.First(engine => engine.StartsWith("TorchSharp/", StringComparison.Ordinal));
            NativeLibrary.Load(Copy(sharp, engine.Replace('/', '.'), bytes => SymbolVersions.MarkWeak(bytes, NewestCpp)));
        }
    }

    private static string Copy(string file, string folder, Action<byte[]> change)
    {
        var copy = Path.Combine(new DataFolders().Cache, "native", folder, Path.GetFileName(file));
        if (!File.Exists(copy))
        {
            var bytes = File.ReadAllBytes(file);
            change(bytes);
            AtomicFile.WriteAllBytes(copy, bytes);
        }

        return copy;
    }
}
