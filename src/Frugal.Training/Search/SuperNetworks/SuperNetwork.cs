using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>
/// All networks of a <see cref="MobileNetSpace"/> in the weights of the largest: a narrower layer uses the first channels of the wider one
/// (Yu et al. 2019, "Slimmable neural networks", section 3), a shallower stage its first blocks, and a smaller kernel the middle of the larger one
/// (Cai et al. 2020, "Once-for-all", section 3.3, without its matrices between kernels).
/// As an <see cref="Architecture"/> it computes the largest network.
/// </summary>
public sealed class SuperNetwork : Architecture
{
    private readonly MobileNet largest;

    /// <summary>Creates random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">The choices are invalid, or weights cannot be shared among them.</exception>
    public SuperNetwork(MobileNetSpace space) : base(nameof(SuperNetwork))
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space.Validated();
        largest = new MobileNet(Space.Options(Space.Largest));
        RegisterComponents();
    }

    /// <summary>The search space.</summary>
    public MobileNetSpace Space { get; }

    /// <inheritdoc/>
    public override int InputChannels => Space.InputChannels;

    /// <inheritdoc/>
    public override int Classes => Space.Classes;

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input) => largest.Apply(layers, input);

    /// <summary>
    /// The logits (N, classes) of <paramref name="candidate"/> for a batch (N, C, H, W); gradients flow back to the shared weights. In training
    /// mode the batch's own statistics normalise it, and the running statistics, which belong to the largest network, do not change.
    /// </summary>
    /// <exception cref="FrugalException">The candidate is not of this space.</exception>
    public Tensor Forward(Candidate candidate, Tensor images)
    {
        using var shape = new MobileNet(Space.Options(candidate));
        return shape.Apply(new SharedLayers(shape, largest, name => SharedName(shape, name)), images);
    }

    /// <summary>
    /// The network that <paramref name="candidate"/> describes, with copies of its weights: it computes the same as <see cref="Forward"/>. Its normalisations
    /// have the largest network's statistics; see <see cref="BatchNormCalibration"/>.
    /// </summary>
    /// <exception cref="FrugalException">The candidate is not of this space.</exception>
    public MobileNet Extract(Candidate candidate)
    {
        var network = new MobileNet(Space.Options(candidate));
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var shared = largest.state_dict();
        foreach (var (name, values) in network.state_dict())
        {
            values.copy_(SharedLayers.Part(shared[SharedName(network, name)], values.shape));
        }

        network.train(training);
        return network;
    }

    /// <summary>
    /// The name in the largest network for <paramref name="name"/> in a smaller one: blocks are numbered across all stages, so their numbers differ.
    /// </summary>
    private string SharedName(MobileNet network, string name) =>
        name.Split('.') is ["blocks", var number, .. var rest] && int.TryParse(number, out var block)
            ? string.Join('.', ["blocks", $"{Space.Places(network.Options)[block]}", .. rest])
            : name;
}
