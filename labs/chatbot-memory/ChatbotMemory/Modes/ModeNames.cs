namespace ChatbotMemory.Modes;

/// <summary>The modes as users write them.</summary>
public static class ModeNames
{
    /// <summary>The name for: choose a mode for this machine.</summary>
    public const string Auto = "auto";

    private static readonly Dictionary<MemoryMode, string> Names = new()
    {
        [MemoryMode.Lazy] = "lazy",
        [MemoryMode.Quantized] = "gguf-q4_k_m",
        [MemoryMode.Mapped] = "mmap-f16",
        [MemoryMode.Resident] = "resident-f16",
        [MemoryMode.Pool] = "pool",
    };

    /// <summary>All names, from the least memory to the most.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Values];

    /// <summary>The mode's name.</summary>
    public static string Name(this MemoryMode mode) => Names[mode];

    /// <summary>The mode of a name; null if there is none.</summary>
    public static MemoryMode? Parse(string name) => Names.Where(pair => pair.Value == name).Select(pair => (MemoryMode?)pair.Key).FirstOrDefault();
}
