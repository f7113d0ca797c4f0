using System.Runtime.InteropServices;

namespace Frugal.Measuring;

/// <summary>The heap of C and C++ code: engines and decoders take their memory from it.</summary>
public static partial class NativeHeap
{
    /// <summary>
    /// Gives the system back what is free in it. glibc keeps a heap a thread, and returns by itself only what lies free at a heap's end
    /// (malloc_trim(3)); other systems' libraries have no such call, and nothing is done there.
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
