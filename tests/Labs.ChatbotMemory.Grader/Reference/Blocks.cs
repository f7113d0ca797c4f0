namespace Labs.ChatbotMemory.Grader;

/// <summary>Task 4's formats as the grader makes them, after the definitions in llama.cpp (ggml-quants.c: quantize_row_q8_0_ref, quantize_row_q4_0_ref).</summary>
internal static class Blocks
{
    public const int Size = 32;

    public static byte[] Q8(float[] weights) => [.. weights.Chunk(Size).SelectMany(block =>
    {
        var scale = block.Max(Math.Abs) / 127;
        var inverse = scale != 0 ? 1 / scale : 0;
        return BitConverter.GetBytes((Half)scale).Concat(block.Select(weight => (byte)(sbyte)Nearest(weight * inverse)));
    })];

    public static byte[] Q4(float[] weights) => [.. weights.Chunk(Size).SelectMany(block =>
    {
        var most = block.Aggregate(0f, (most, weight) => Math.Abs(weight) > Math.Abs(most) ? weight : most);
        var scale = most / -8;
        var inverse = scale != 0 ? 1 / scale : 0;
        var fours = block.Select(weight => Math.Min(15, (int)(weight * inverse + 8.5f))).ToArray();
        return BitConverter.GetBytes((Half)scale).Concat(Enumerable.Range(0, Size / 2).Select(j => (byte)(fours[j] | fours[j + Size / 2] << 4)));
    })];

    /// <summary>C's roundf.</summary>
    private static int Nearest(float number) => (int)(number < 0 ? -Math.Floor(-(double)number + 0.5) : Math.Floor((double)number + 0.5));
}
