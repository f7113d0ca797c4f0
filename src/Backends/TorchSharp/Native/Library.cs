using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Native;

/// <summary>Loads the shim, and before it sets up what libtorch's libraries read once, while they are loaded.</summary>
internal static partial class Library
{
    internal const string Name = "frugal_torch";

    private const int MmapThreshold = -3, TrimThreshold = -1;

    // The runtime asks for the library at the first call of each function: it is loaded, and libtorch set up, only once.
    private static readonly Lazy<IntPtr> Loaded = new(Load);

    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Loaded.Value : IntPtr.Zero;

    private static unsafe IntPtr Load()
    {
        PrepareProcess();
        string file = Path.Combine(AppContext.BaseDirectory, $"lib{Name}.so");
        if (!NativeLibrary.TryLoad(file, out var library) && !NativeLibrary.TryLoad(Name, typeof(Library).Assembly, null, out library))
            throw new DllNotFoundException($"{file}: libtorch or the shim over it cannot be loaded. Run './frugal setup'.");
        // This libtorch takes one thread unless it is told otherwise.
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            ((delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "frugal_set_threads"))(Environment.ProcessorCount);
        return library;
    }

    private static void PrepareProcess()
    {
        // OpenBLAS does not know newer CPUs by name and would leave their AVX-512 unused. Native code does not see the
        // variables that .NET sets, so that libc has to be asked.
        if (Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported)
            SetEnvironment("OPENBLAS_CORETYPE", "SkylakeX", overwrite: 0);

        // Activations of megabytes come and go at every step: keep their pages, in place of a map and an unmap for each.
        _ = SetMallocOption(MmapThreshold, 1 << 30);
        _ = SetMallocOption(TrimThreshold, int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
