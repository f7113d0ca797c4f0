using System.Text.Json;
using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>
/// Trains a <see cref="SuperNetwork"/> with the sandwich rule and in-place distillation: each step takes the largest network, the smallest and some
/// drawn at random, and sums their gradients; the largest is the teacher of the others (Yu and Huang 2019, "Universally slimmable networks",
/// algorithm 1). A companion for the <see cref="Trainer"/>.
/// </summary>
/// <param name="options">The options; null for the defaults.</param>
public sealed class SandwichRule(SandwichOptions? options = null) : ITrainingCompanion
{
    private readonly SandwichOptions options = (options ?? new SandwichOptions()).Validated();

    /// <inheritdoc/>
    public string Identity => $"sandwich rule {JsonSerializer.Serialize(options)}";

    /// <summary>
    /// The mean of the networks' losses. The backward passes of all but the last network are already done, so that only one network's features are in
    /// memory at a time.
    /// </summary>
    public Tensor Loss(Architecture live, Tensor images, Tensor targets, long step)
    {
        ArgumentNullException.ThrowIfNull(live);
        var network = live as SuperNetwork ?? throw SearchErrors.NoSuperNetwork(live.GetName());
        var share = 1.0 / (options.Random + 2);
        var (known, opinion) = Largest(network, images, targets, share);
        var random = new SplitMix64(options.Seed, step, -3);
        for (var i = 0; i < options.Random; i++)
        {
            using var scope = NewDisposeScope();
            var loss = Part(network.Space.Draw(ref random));
            loss.backward();
            known += loss.item<float>();
        }

        return Part(network.Space.Smallest).add(known);

        Tensor Part(Candidate candidate) =>
            TrainingStep.CrossEntropy(network.Forward(candidate, images), options.Distil ? opinion : targets).mul(share);
    }

    /// <inheritdoc/>
    public void WeightsMoved(Architecture live, Architecture average, long step) { }

    private static (double Loss, Tensor Opinion) Largest(SuperNetwork network, Tensor images, Tensor targets, double share)
    {
        using var scope = NewDisposeScope();
        var logits = network.call(images);
        var loss = TrainingStep.CrossEntropy(logits, targets).mul(share);
        loss.backward();
        return (loss.item<float>(), nn.functional.softmax(logits.detach(), 1).MoveToOuterDisposeScope());
    }
}
