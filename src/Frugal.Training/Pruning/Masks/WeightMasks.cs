using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// Pruning masks: for each weight, whether it is held at 0. Masks make a network sparse, not smaller: a dense engine multiplies by zeros
/// as by any number. They save bytes in the files of <see cref="DeepCompression"/>, and time on processors that skip an N:M pattern.
/// </summary>
public sealed class WeightMasks : IDisposable
{
    private readonly Dictionary<string, Tensor> masks;   // float32, 1 where the weight is kept

    private WeightMasks(Dictionary<string, Tensor> masks) => this.masks = masks;

    /// <summary>Masks the weights with the lowest scores.</summary>
    /// <exception cref="FrugalException">
    /// An option is out of range, a layer is unknown or does not divide into the pattern's blocks, or a layer would lose all weights.
    /// </exception>
    public static WeightMasks Choose(Architecture network, WeightScores scores, MaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scores);
        options = (options ?? new MaskOptions()).Validated();
        var weights = PrunableWeights.Of(network);
        var unknown = options.Keep.FirstOrDefault(kept => !weights.Any(weight => IsNamed(weight.Name, kept)));
        if (unknown is not null)
        {
            throw PruningErrors.UnknownLayer(unknown, weights.Select(weight => weight.Name));
        }

        var free = weights.Where(weight => !options.Keep.Any(kept => IsNamed(weight.Name, kept))).ToList();
        foreach (var (name, weight) in free.Where(weight => ModuleWeights.Floats(weight.Weight).All(value => value == 0)))
        {
            throw PruningErrors.DeadLayer(name);
        }

        var chosen = free.ToDictionary(weight => weight.Name, weight => scores.Values.TryGetValue(weight.Name, out var values) && values.Length == weight.Weight.numel()
            ? values
            : throw PruningErrors.OtherNetwork($"The scores do not fit '{weight.Name}'"));
        var stays = options switch
        {
            { Pattern: { } pattern } => free.ToDictionary(weight => weight.Name, weight => MaskChoice.Pattern(weight.Name, chosen[weight.Name], weight.Weight.shape, pattern)),
            { Scope: PruningScope.Global } => MaskChoice.LowestOfAll(chosen, options.Sparsity),
            _ => chosen.ToDictionary(entry => entry.Key, entry => MaskChoice.Lowest(entry.Value, options.Sparsity)),
        };
        return new WeightMasks(free.ToDictionary(weight => weight.Name, weight => MaskOf(stays[weight.Name], weight.Weight.shape)));
    }

    /// <summary>The masks given by the zeros of <paramref name="network"/>, such as a pruned network.</summary>
    public static WeightMasks FromZeros(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new WeightMasks(PrunableWeights.Of(network).ToDictionary(
            weight => weight.Name,
            weight => MaskOf([.. ModuleWeights.Floats(weight.Weight).Select(value => value != 0)], weight.Weight.shape)));
    }

    /// <summary>Sets the masked weights of <paramref name="network"/> to 0. Training must call it after every step, as <see cref="MaskKeeper"/> does.</summary>
    /// <exception cref="FrugalException">The masks belong to another network.</exception>
    public void Apply(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var noGrad = no_grad();
        var weights = PrunableWeights.Of(network).ToDictionary(weight => weight.Name, weight => weight.Weight);
        foreach (var (name, mask) in masks)
        {
            if (!weights.TryGetValue(name, out var weight) || !weight.shape.SequenceEqual(mask.shape))
            {
                throw PruningErrors.OtherNetwork($"The masks do not fit '{name}'");
            }

            weight.mul_(mask);
        }
    }

    /// <summary>The share of zeros, per layer and in total, and the network's cost.</summary>
    /// <param name="network">The network that the masks are for.</param>
    /// <param name="size">The side of its pictures in pixels.</param>
    public SparsityReport Report(Architecture network, int size)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new SparsityReport(
            [.. PrunableWeights.Of(network).Select(weight => new SparsityReport.Row(weight.Name, weight.Weight.numel(), masks.TryGetValue(weight.Name, out var mask) ? Zeros(mask) : 0))],
            NetworkCost.Of(network, size, size).Macs);
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        foreach (var mask in masks.Values)
        {
            mask.Dispose();
        }
    }

    private static long Zeros(Tensor mask)
    {
        using var scope = NewDisposeScope();
        return mask.numel() - mask.count_nonzero().item<long>();
    }

    private static bool IsNamed(string weight, string given) => weight == given || weight == given + ".weight";

    private static Tensor MaskOf(bool[] stays, long[] shape)
    {
        var mask = tensor([.. stays.Select(stay => stay ? 1f : 0f)], shape);
        mask.DetachFromDisposeScope();
        return mask;
    }
}
