using System.Text.Json;
using Frugal.Architectures;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// Prunes while training: after the steps that the schedule names, the weights with the lowest scores are removed until the
/// sparsity is the schedule's, and what is removed stays 0 (Zhu and Gupta 2017). Weights that are 0 when it starts count as removed.
/// </summary>
public sealed class GradualPruning : ITrainingCompanion, IDisposable
{
    private readonly CubicSchedule schedule;
    private readonly PruningScope scope;
    private readonly bool movement;
    private ScoreSums? moved;
    private WeightMasks? masks;

    /// <summary>Prepares the pruning.</summary>
    /// <param name="schedule">When how much goes, in steps of the training.</param>
    /// <param name="scope">Whether every layer loses the same share.</param>
    /// <param name="movement">
    /// Rank by how far weights moved away from 0 instead of by how far they are: the sum over all steps of -gradient * w
    /// (Sanh et al. 2020, "Movement pruning", equation 4), the better choice for fine-tuning.
    /// </param>
    /// <exception cref="FrugalException">The schedule is out of range.</exception>
    public GradualPruning(CubicSchedule schedule, PruningScope scope = PruningScope.Layer, bool movement = false)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        (this.schedule, this.scope, this.movement) = (schedule.Validated(), scope, movement);
    }

    /// <inheritdoc/>
    public string Identity => $"gradual pruning {JsonSerializer.Serialize(schedule)} {scope} {(movement ? "movement" : "magnitude")}";

    /// <inheritdoc/>
    public void GradientsReady(Architecture network)
    {
        masks ??= WeightMasks.FromZeros(network);   // before the first step moves them; where a training goes on, what was removed is 0 in the checkpoint
        if (movement)
        {
            (moved ??= new ScoreSums(network)).Add(network, (weight, gradient) => weight.mul(gradient).neg());
        }
    }

    /// <inheritdoc/>
    public void WeightsMoved(Architecture live, Architecture average, long step)
    {
        ArgumentNullException.ThrowIfNull(live);
        masks!.Apply(live);
        if (schedule.IsDue(step) && schedule.At(step) is > 0 and var sparsity)
        {
            masks.Dispose();
            masks = WeightMasks.Choose(live, Scores(live), new MaskOptions { Sparsity = sparsity, Scope = scope });
            masks.Apply(live);
        }

        masks.Apply(average);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        moved?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader, Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (movement)
        {
            moved = new ScoreSums(network);
            moved.Load(reader);
        }
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose() => masks?.Dispose();

    /// <summary>The scores, and the lowest of all for what is removed already: it never comes back.</summary>
    private WeightScores Scores(Architecture network)
    {
        if (!movement)
        {
            return WeightScores.Magnitude(network);
        }

        using var noGrad = no_grad();
        var scores = moved!.Scores.Values.ToDictionary(entry => entry.Key, entry => (float[])entry.Value.Clone());
        foreach (var (name, weight) in PrunableWeights.Of(network))
        {
            var values = Onnx.ModuleWeights.Floats(weight);
            for (var i = 0; i < values.Length; i++)
            {
                scores[name][i] = values[i] == 0 ? float.MinValue : scores[name][i];
            }
        }

        return new WeightScores(scores);
    }
}
