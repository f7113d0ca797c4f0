using Frugal;

namespace ChatbotMemory.Modes;

/// <summary>Chooses how to keep the model from the memory there is and from how it is used.</summary>
public static class ModeChoice
{
    private const long GB = 1_000_000_000;

    /// <summary>
    /// The mode by this table:
    /// <code>
    /// memory             occasional      regular         intensive
    /// below 8 GB         lazy            lazy            lazy
    /// 8 to below 16 GB   lazy            gguf-q4_k_m     gguf-q4_k_m
    /// 16 to below 32 GB  mmap-f16        mmap-f16        mmap-f16
    /// 32 GB and more     mmap-f16        resident-f16    resident-f16
    /// </code>
    /// If the model does not fit that way, the next mode to the left in this order is taken: resident-f16, mmap-f16, gguf-q4_k_m, lazy. The F16 file counts for the first two, the Q4_K_M file for the
    /// others; it fits if it takes at most three quarters of the memory. A GB is 1,000,000,000 bytes.
    /// </summary>
    /// <param name="memory">The memory that the program may take, in bytes.</param>
    /// <param name="use">How often it is used.</param>
    /// <param name="f16">Bytes of the model's F16 file.</param>
    /// <param name="q4">Bytes of its Q4_K_M file.</param>
    /// <exception cref="FrugalException">Not even the Q4_K_M file fits: the message gives its bytes and the memory.</exception>
    public static MemoryMode Choose(long memory, Use use, long f16, long q4)
    {
#if SOLUTION
        var mode = (memory, use) switch
        {
            ( < 8 * GB, _) => MemoryMode.Lazy,
            ( < 16 * GB, Use.Occasional) => MemoryMode.Lazy,
            ( < 16 * GB, _) => MemoryMode.Quantized,
            ( < 32 * GB, _) or (_, Use.Occasional) => MemoryMode.Mapped,
            _ => MemoryMode.Resident,
        };
        if (mode is MemoryMode.Mapped or MemoryMode.Resident && Fits(f16))
        {
            return mode;
        }

        return Fits(q4) ? mode == MemoryMode.Lazy ? MemoryMode.Lazy : MemoryMode.Quantized
            : throw new FrugalException(FormattableString.Invariant($"The model takes {q4:N0} bytes in Q4_K_M, more than three quarters of the {memory:N0} bytes of memory. Choose a smaller model."));

        bool Fits(long bytes) => bytes <= memory * 3 / 4;
#else
        throw new NotImplementedException("Task 7 - choose the mode. Hint: a switch over (memory, use), then check what fits.");
#endif
    }
}
