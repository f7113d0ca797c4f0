using Frugal.Measuring;

namespace ChatbotMemory.Keeping;

/// <summary>What a model leaves behind goes back to the system: the collector's heap and that of native code keep freed memory for themselves otherwise.</summary>
internal static class FreedMemory
{
    /// <summary>Returns it; takes some milliseconds.</summary>
    public static void Return()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
    }
}
