using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// How far each weight moves away from 0: the sum over all steps of -gradient * w (Sanh et al. 2020, "Movement pruning", equation 4). The last value
/// of a removed weight is stored here, and its sum still accumulates the gradient at its position (the straight-through estimator, section 3), so
/// that a weight can return.
/// </summary>
internal sealed class Movement : IDisposable
{
    private readonly ScoreSums sums;
    private readonly Dictionary<string, Tensor> removed;   // the values of removed weights; 0 where a weight is kept

    public Movement(Architecture network)
    {
        using var noGrad = no_grad();
        sums = new ScoreSums(network);
        removed = PrunableWeights.Of(network).ToDictionary(named => named.Name, named => zeros_like(named.Weight).DetachFromDisposeScope());
    }

    /// <summary>Adds a step's gradients.</summary>
    public void Add(Architecture network) => sums.Add(network, one => one.Weight.add(removed[one.Name]).mul(one.Gradient).neg());

    /// <summary>
    /// Restores the removed weights of <paramref name="network"/>, calls <paramref name="choose"/> for new masks, and applies them.
    /// A weight that was 0 from the start has the lowest score of all.
    /// </summary>
    public WeightMasks Choose(Architecture network, Func<WeightScores, WeightMasks> choose)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var weights = PrunableWeights.Of(network);
        foreach (var (name, weight) in weights)
        {
            weight.add_(removed[name]);
        }

        var masks = choose(Scores(weights.ToDictionary(named => named.Name, named => ModuleWeights.Floats(named.Weight))));
        var whole = weights.ToDictionary(named => named.Name, named => named.Weight.clone());
        masks.Apply(network);
        foreach (var (name, weight) in weights)
        {
            removed[name].copy_(whole[name].sub(weight));
        }

        return masks;
    }

    public void Save(BinaryWriter writer)
    {
        sums.Save(writer);
        foreach (var value in Ordered().SelectMany(ModuleWeights.Floats))
        {
            writer.Write(value);
        }
    }

    public void Load(BinaryReader reader)
    {
        using var noGrad = no_grad();
        sums.Load(reader);
        foreach (var values in Ordered())
        {
            using var scope = NewDisposeScope();
            values.copy_(tensor([.. Enumerable.Range(0, (int)values.numel()).Select(_ => reader.ReadSingle())], values.shape));
        }
    }

    public void Dispose()
    {
        foreach (var values in removed.Values)
        {
            values.Dispose();
        }
    }

    private IEnumerable<Tensor> Ordered() => removed.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

    private WeightScores Scores(Dictionary<string, float[]> weights) => new(sums.Scores.Values.ToDictionary(
        entry => entry.Key, entry => (float[])[.. entry.Value.Zip(weights[entry.Key], (score, weight) => weight == 0 ? float.MinValue : score)]));
}
