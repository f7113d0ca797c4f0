using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>The heap of C and C++ code: engines and decoders allocate from it.</summary>
public static partial class NativeHeap
{
    /// <summary>
    /// Returns free memory to the system. glibc keeps one heap per thread, and by itself returns only the free memory at a heap's end
    /// (malloc_trim(3)); other systems' libraries have no such call, and this method does nothing there.
    /// </summary>
    public static void Trim()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _))
        {
            _ = MallocTrim(0);
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
