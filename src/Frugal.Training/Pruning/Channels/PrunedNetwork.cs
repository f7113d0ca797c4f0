using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>A network with fewer channels than the original: an ordinary dense network, which can be pruned again.</summary>
public sealed class PrunedNetwork : RecordedNetwork
{
    internal PrunedNetwork(Architecture original, Tape tape) : base(original, tape) { }

    /// <summary>A copy of this network with the same weights, as the start of a training.</summary>
    public PrunedNetwork Copy() => new(this, Tape.Of(this).With((name, layer) => [LayerCopy.Of(layer, name)]));
}
