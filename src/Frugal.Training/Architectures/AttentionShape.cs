namespace Frugal.Architectures;

/// <summary>How multi-head attention splits a token's vector.</summary>
/// <param name="Width">Length of the vector, D.</param>
/// <param name="Heads">Number of heads, each with its own attention; it divides the width.</param>
public readonly record struct AttentionShape(int Width, int Heads)
{
    /// <summary>Width of one head, d = D / heads.</summary>
    public int HeadWidth => Width / Heads;
}
