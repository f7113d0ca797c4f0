namespace Frugal.Distillation;

/// <summary>A teacher's answers for texts: per text the logits, and the vector that its classifier reads.</summary>
/// <param name="Count">Number of texts N.</param>
/// <param name="Logits">Logits (N, classes), row by row.</param>
/// <param name="Features">Vectors (N, D), row by row.</param>
public sealed record TextAnswers(int Count, ReadOnlyMemory<float> Logits, ReadOnlyMemory<float> Features)
{
    /// <summary>Number of logits per text.</summary>
    public int Classes => Logits.Length / Math.Max(1, Count);

    /// <summary>Length D of a text's vector.</summary>
    public int Width => Features.Length / Math.Max(1, Count);
}
