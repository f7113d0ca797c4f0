namespace Frugal.Pruning;

/// <summary>Whether layers are thinned alike or compared with each other.</summary>
public enum PruningScope
{
    /// <summary>The same share of every layer (for channels: of every group).</summary>
    Layer,

    /// <summary>The least of the whole network, wherever it lies.</summary>
    Global,
}
