using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>An extension that takes part in every training step, such as pruning or a loss of its own.</summary>
public interface ITrainingCompanion
{
    /// <summary>Its name and settings in one line: a checkpoint can only be resumed with the same identity.</summary>
    string Identity { get; }

    /// <summary>
    /// The loss of a step in place of the network's cross-entropy: a scalar (a tensor without dimensions) from which gradients flow back; null, the
    /// default, for the cross-entropy. Gradients of its own backward passes are added.
    /// </summary>
    /// <param name="live">The network in training.</param>
    /// <param name="images">float32 (N, C, H, W).</param>
    /// <param name="targets">float32 (N, classes), rows that sum to 1.</param>
    /// <param name="step">The step's number, from 0 over all epochs.</param>
    Tensor? Loss(Architecture live, Tensor images, Tensor targets, long step) => null;

    /// <summary>Called when every parameter has its gradient, before the optimiser updates the weights.</summary>
    void GradientsReady(Architecture network) { }

    /// <summary>Called after the weights and their average are updated.</summary>
    /// <param name="live">The network in training.</param>
    /// <param name="average">The average of its weights, which is evaluated and returned.</param>
    /// <param name="step">The step's number, from 0 over all epochs.</param>
    void WeightsMoved(Architecture live, Architecture average, long step);

    /// <summary>Writes state that is not part of the weights to a checkpoint.</summary>
    void Save(BinaryWriter writer) { }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader, Architecture network) { }
}
