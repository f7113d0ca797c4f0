namespace Frugal.Pruning;

/// <summary>Options of unstructured pruning: how many single weights become 0, and where.</summary>
public sealed record MaskOptions
{
    /// <summary>The share of the weights that becomes 0, above 0 and below 1; 0.5 by default. Not used with a <see cref="Pattern"/>.</summary>
    public double Sparsity { get; init; } = 0.5;

    /// <summary>Whether the share applies to every layer or to the network as a whole; every layer by default.</summary>
    public PruningScope Scope { get; init; } = PruningScope.Layer;

    /// <summary>An N:M pattern that replaces <see cref="Sparsity"/> and <see cref="Scope"/>; none by default.</summary>
    public NmPattern? Pattern { get; init; }

    /// <summary>Layers that are not pruned, by the name of the layer ("classifier") or of its weight; none by default.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MaskOptions Validated()
    {
        PruningRange.Share(nameof(Sparsity), Sparsity);
        Pattern?.Validated();
        return this;
    }
}
