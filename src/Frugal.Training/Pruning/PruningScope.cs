namespace Frugal.Pruning;

/// <summary>Whether layers are pruned by the same share or compared with each other.</summary>
public enum PruningScope
{
    /// <summary>Removes the same share of every layer (for channels: of every group).</summary>
    Layer,

    /// <summary>Removes the lowest scores of the whole network, whichever layer they are in.</summary>
    Global,
}
