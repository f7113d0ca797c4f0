using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>A network with fewer channels than the one that it was made from: an ordinary dense network, which can be pruned again.</summary>
public sealed class PrunedNetwork : RecordedNetwork
{
    internal PrunedNetwork(Architecture original, Tape tape) : base(original, tape) { }

    /// <summary>A second network of this shape with the same weights: what a training starts from.</summary>
    public PrunedNetwork Copy() => new(this, Tape.Of(this).With((name, layer) => [LayerCopy.Of(layer, name)]));
}
