using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Frugal.Engines;

/// <summary>
/// Sets up glibc's allocator for training when TorchSharp loads. Activations of several megabytes are allocated and freed at every step: the
/// process keeps their pages, instead of one mmap and one munmap per tensor. It does nothing on other systems or in processes without TorchSharp.
/// </summary>
internal static partial class TorchMemory
{
    private const int MmapThreshold = -3, TrimThreshold = -1;   // M_MMAP_THRESHOLD, M_TRIM_THRESHOLD of malloc.h

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The settings must hold before TorchSharp allocates its first tensor.")]
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
        {
            AppDomain.CurrentDomain.AssemblyLoad += OnLoad;
        }
    }

    private static void OnLoad(object? sender, AssemblyLoadEventArgs load)
    {
        if (load.LoadedAssembly.GetName().Name != "TorchSharp")
        {
            return;
        }

        AppDomain.CurrentDomain.AssemblyLoad -= OnLoad;
        try
        {
            _ = SetMallocOption(MmapThreshold, 1 << 30);
            _ = SetMallocOption(TrimThreshold, int.MaxValue);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library without mallopt, such as musl: training works, with its own settings.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
