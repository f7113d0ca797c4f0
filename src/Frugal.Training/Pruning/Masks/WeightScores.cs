using Frugal.Architectures;
using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>Saliency scores of the single weights of a network: the lowest are removed first.</summary>
public sealed class WeightScores
{
    internal WeightScores(IReadOnlyDictionary<string, float[]> values)
    {
        Values = values;
        foreach (var (name, scores) in values)
        {
            if (scores.Any(score => !float.IsFinite(score)))
            {
                throw PruningErrors.NotFinite(name);
            }
        }
    }

    /// <summary>The scores, row-major, by the parameter's name.</summary>
    internal IReadOnlyDictionary<string, float[]> Values { get; }

    /// <summary>|w| (Han et al. 2015, "Learning both weights and connections for efficient neural networks", section 3.1).</summary>
    /// <exception cref="FrugalException">A weight is NaN or infinite, or there is nothing to prune.</exception>
    public static WeightScores Magnitude(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(network, weight => weight.abs());
    }

    /// <summary>
    /// (gradient * w)^2, the squared first-order change of the loss if the weight becomes 0, summed over the batches
    /// (Molchanov et al. 2019, "Importance estimation for neural network pruning", equation 8).
    /// </summary>
    /// <exception cref="FrugalException">A weight is NaN or infinite, or there is nothing to prune.</exception>
    public static WeightScores Taylor(Architecture network, GradientPass pass)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pass);
        var total = new ScoreSums(network);
        pass.Run(network, () => total.Add(network, one =>
        {
            var change = one.Weight.mul(one.Gradient);
            return change.mul(change);
        }));
        return total.Scores;
    }

    private static WeightScores Of(Architecture network, Func<Parameter, Tensor> score)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return new WeightScores(PrunableWeights.Of(network).ToDictionary(named => named.Name, named => ModuleWeights.Floats(score(named.Weight))));
    }
}
