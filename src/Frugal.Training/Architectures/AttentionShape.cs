namespace Frugal.Architectures;

/// <summary>How attention splits a token's vector.</summary>
/// <param name="Width">Numbers in the vector, D.</param>
/// <param name="Heads">Parts that attend by themselves; they divide the width.</param>
public readonly record struct AttentionShape(int Width, int Heads)
{
    /// <summary>Numbers in a head, d = D / heads.</summary>
    public int HeadWidth => Width / Heads;
}
