namespace ChatbotMemory.Modes;

/// <summary>How the chatbot keeps its model.</summary>
public enum MemoryMode
{
    /// <summary><c>lazy</c>: Q4_K_M, in memory only while a message is answered.</summary>
    Lazy,

    /// <summary><c>gguf-q4_k_m</c>: Q4_K_M, mapped, kept.</summary>
    Quantized,

    /// <summary><c>mmap-f16</c>: F16, mapped, kept.</summary>
    Mapped,

    /// <summary><c>resident-f16</c>: F16, copied into memory at the start, kept.</summary>
    Resident,

    /// <summary><c>pool</c>: several models within a memory budget.</summary>
    Pool,
}
