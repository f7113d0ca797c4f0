namespace Frugal.Pruning;

/// <summary>How many single weights become 0, and where.</summary>
public sealed record MaskOptions
{
    /// <summary>The share of the weights that becomes 0, above 0 and below 1; 0.5 by default. A <see cref="Pattern"/> has a share of its own.</summary>
    public double Sparsity { get; init; } = 0.5;

    /// <summary>Whether every layer loses that share, or the network as a whole; every layer by default.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Layer;

    /// <summary>An N:M pattern, which takes the place of <see cref="Sparsity"/> and <see cref="Scope"/>; none by default.</summary>
    public NmPattern? Pattern { get; init; }

    /// <summary>Layers that stay whole, by the name of the layer ("classifier") or of its weight; none by default.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MaskOptions Validated()
    {
        PruningRange.Share(nameof(Sparsity), Sparsity);
        Pattern?.Validated();
        return this;
    }
}
