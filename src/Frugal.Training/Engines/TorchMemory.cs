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

    private const string Engine = "TorchSharp";

    /// <summary>Whether the allocator is set up in this process.</summary>
    internal static bool IsSetUp { get; private set; }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The settings must hold before TorchSharp allocates its first tensor.")]
    internal static void Register()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // A type of this assembly that derives from one of TorchSharp's loads TorchSharp before this initializer runs.
        if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == Engine))
        {
            SetUp();
        }
        else
        {
            AppDomain.CurrentDomain.AssemblyLoad += OnLoad;
        }
    }

    private static void OnLoad(object? sender, AssemblyLoadEventArgs load)
    {
        if (load.LoadedAssembly.GetName().Name == Engine)
        {
            AppDomain.CurrentDomain.AssemblyLoad -= OnLoad;
            SetUp();
        }
    }

    private static void SetUp()
    {
        try
        {
            IsSetUp = SetMallocOption(MmapThreshold, 1 << 30) == 1 && SetMallocOption(TrimThreshold, int.MaxValue) == 1;
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library without mallopt, such as musl: training works, with its own settings.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
