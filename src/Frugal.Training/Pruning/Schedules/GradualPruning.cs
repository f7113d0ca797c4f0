using System.Text.Json;
using Frugal.Architectures;
using Frugal.Training;

namespace Frugal.Pruning;

/// <summary>
/// Prunes during training: after the steps given by the schedule, the weights with the lowest scores are removed until the scheduled
/// sparsity is reached (Zhu and Gupta 2017). Weights removed by magnitude stay 0; weights removed by movement can return at a later pruning step.
/// Weights that are 0 at the start count as removed and never return.
/// </summary>
public sealed class GradualPruning : ITrainingCompanion, IDisposable
{
    private readonly CubicSchedule schedule;
    private readonly PruningScope scope;
    private readonly bool movement;
    private Movement? moved;
    private WeightMasks? masks;

    /// <summary>Prepares the pruning.</summary>
    /// <param name="schedule">The sparsity over the steps of the training.</param>
    /// <param name="scope">Whether every layer loses the same share, or the whole network is ranked together.</param>
    /// <param name="movement">
    /// Rank by how far weights move away from 0 instead of by magnitude: the sum over all steps of -gradient * w (Sanh et al. 2020, "Movement
    /// pruning", equation 4), the better choice for fine-tuning to other data. The sums need some steps before they are meaningful: begin the
    /// schedule later.
    /// </param>
    /// <exception cref="FrugalException">The schedule is out of range.</exception>
    public GradualPruning(CubicSchedule schedule, PruningScope scope = PruningScope.Layer, bool movement = false)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        (this.schedule, this.scope, this.movement) = (schedule.Validated(), scope, movement);
    }

    /// <inheritdoc/>
    public string Identity => $"gradual pruning {JsonSerializer.Serialize(schedule)} {scope} {(movement ? "movement, both ways" : "magnitude")}";

    /// <inheritdoc/>
    public void GradientsReady(Architecture network)
    {
        masks ??= WeightMasks.FromZeros(network);   // before the first step changes the weights; after a resume, removed weights are 0 in the checkpoint
        if (movement)
        {
            (moved ??= new Movement(network)).Add(network);
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
            masks = Choose(live, new MaskOptions { Sparsity = sparsity, Scope = scope });
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
            moved = new Movement(network);
            moved.Load(reader);
        }
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        masks?.Dispose();
        moved?.Dispose();
    }

    private WeightMasks Choose(Architecture live, MaskOptions options)
    {
        if (movement)
        {
            return moved!.Choose(live, scores => WeightMasks.Choose(live, scores, options));
        }

        var chosen = WeightMasks.Choose(live, WeightScores.Magnitude(live), options);
        chosen.Apply(live);
        return chosen;
    }
}
