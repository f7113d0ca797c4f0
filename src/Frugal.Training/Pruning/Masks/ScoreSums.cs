using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Frugal.Pruning;

/// <summary>Scores computed from weights and gradients, summed over steps.</summary>
internal sealed class ScoreSums(Architecture network)
{
    private readonly Dictionary<string, float[]> sums = PrunableWeights.Of(network).ToDictionary(named => named.Name, named => new float[named.Weight.numel()]);

    public WeightScores Scores => new(sums);

    public void Add(Architecture source, Func<(string Name, Tensor Weight, Tensor Gradient), Tensor> score)
    {
        using var noGrad = no_grad();
        foreach (var (name, weight) in PrunableWeights.Of(source))
        {
            using var scope = NewDisposeScope();
            var values = ModuleWeights.Floats(score((name, weight, weight.grad ?? throw PruningErrors.NoGradient(name))));
            TensorPrimitives.Add(sums[name], values, sums[name]);
        }
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var values in sums.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var value in values.Value)
            {
                writer.Write(value);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        foreach (var values in sums.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            for (var i = 0; i < values.Value.Length; i++)
            {
                values.Value[i] = reader.ReadSingle();
            }
        }
    }
}
