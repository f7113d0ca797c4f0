using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>What takes part in every step of a training beside the optimiser, such as pruning, or a loss of its own.</summary>
public interface ITrainingCompanion
{
    /// <summary>What it is and how it is set, in one line: a checkpoint goes on with the same alone.</summary>
    string Identity { get; }

    /// <summary>
    /// What a step minimises instead of the network's own cross-entropy: a number (a tensor without dimensions) that gradients flow back from; null, the
    /// default, for the cross-entropy. Gradients that it sends back by itself are added.
    /// </summary>
    /// <param name="live">The network in training.</param>
    /// <param name="images">float32 (N, C, H, W).</param>
    /// <param name="targets">float32 (N, classes), rows that sum to 1.</param>
    /// <param name="step">The step's number, from 0 over all epochs.</param>
    Tensor? Loss(Architecture live, Tensor images, Tensor targets, long step) => null;

    /// <summary>Called when every parameter has its gradient, before the weights move.</summary>
    void GradientsReady(Architecture network) { }

    /// <summary>Called when the weights and their average have moved.</summary>
    /// <param name="live">The network in training.</param>
    /// <param name="average">The average of its weights, which is judged and kept.</param>
    /// <param name="step">The step's number, from 0 over all epochs.</param>
    void WeightsMoved(Architecture live, Architecture average, long step);

    /// <summary>Writes what cannot be seen in the weights to a checkpoint.</summary>
    void Save(BinaryWriter writer) { }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader, Architecture network) { }
}
