namespace ChatbotMemory.History;

/// <summary>The memory of a chat: each token leaves a key and a value in each block, which later tokens look at.</summary>
/// <param name="Blocks">Blocks of the model.</param>
/// <param name="Heads">Heads for keys and values, which can be fewer than those for queries.</param>
/// <param name="HeadWidth">Numbers of a head's key, and of its value; for 8 bits a multiple of 32.</param>
public readonly record struct KeyValueCache(int Blocks, int Heads, int HeadWidth)
{
    /// <summary>
    /// Bytes for a number of tokens. In F16 a number takes 16 bits; in 8 bits it is stored as Q8_0, 34 bytes for 32 numbers.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tokens are negative.</exception>
    public long Bytes(int tokens, bool in8Bits)
    {
        throw new NotImplementedException("Task 6 - count the bytes. Hint: keys and values, each block, each head; count in long.");
    }

    /// <summary>The most tokens, a multiple of 256 as llama.cpp allots them, whose cache takes at most <paramref name="bytes"/>; 0 if not even 256 do.</summary>
    public int Tokens(long bytes, bool in8Bits)
    {
        throw new NotImplementedException("Task 6 - how many tokens fit. Hint: the bytes of 256 tokens.");
    }
}
