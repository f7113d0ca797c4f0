using System.Reflection;
using System.Runtime.InteropServices;
using Frugal.Data;

namespace Frugal.Interactive;

/// <summary>
/// Loads libtorch and TorchSharp's native library from their packages before TorchSharp looks for them: TorchSharp would prefer a libtorch installed
/// on the system, of any version, to its own. If the system's libstdc++ is older than the library requires, loads a copy of the library in which
/// that version is marked as weak (see <see cref="MarkVersionWeak"/>); the copy is in the user's cache.
/// </summary>
internal static class NativeEngines
{
    private const string NewestCpp = "GLIBCXX_3.4.32";

    /// <summary>The libraries in dependency order.</summary>
    private static readonly string[] Torch = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Loads the libraries on Linux; on other systems the loader looks beside the library first. If a package is missing, TorchSharp
    /// reports it.</summary>
    public static void Load()
    {
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            var packages = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(NativeEngines).Assembly.Location)!, "..", "..", "..", ".."));
            Load(packages, typeof(NativeEngines).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(datum => datum.Key == "Engines").Value!.Split(' '));
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
            NativeLibrary.Load(Marked(sharp, engines.First(engine => engine.StartsWith("TorchSharp", StringComparison.Ordinal)).Replace('/', '.')));
        }
    }

    private static string Marked(string library, string name)
    {
        var copy = Path.Combine(new DataFolders().Cache, "native", name, Path.GetFileName(library));
        if (!File.Exists(copy))
        {
            var bytes = File.ReadAllBytes(library);
            MarkVersionWeak.Mark(bytes, NewestCpp);
            AtomicFile.WriteAllBytes(copy, bytes);
        }

        return copy;
    }
}
