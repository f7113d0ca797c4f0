using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>
/// All networks of a <see cref="MobileNetSpace"/> in the weights of the largest: a narrower layer uses the first channels of the wider one
/// (Yu et al. 2019, "Slimmable neural networks", section 3), a shallower stage its first blocks, and a smaller kernel the middle of the larger one
/// (Cai et al. 2020, "Once-for-all", section 3.3, without its matrices between kernels).
/// Taken as a network it is the largest.
/// </summary>
public sealed class SuperNetwork : Architecture
{
    private readonly MobileNet largest;

    /// <summary>Creates the weights, random, drawn from TorchSharp's generator: seed that first.</summary>
    /// <exception cref="FrugalException">The choices are none that weights can be shared by.</exception>
    public SuperNetwork(MobileNetSpace space) : base(nameof(SuperNetwork))
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space.Validated();
        largest = new MobileNet(Space.Options(Space.Largest));
        RegisterComponents();
    }

    /// <summary>The networks that it holds.</summary>
    public MobileNetSpace Space { get; }

    /// <inheritdoc/>
    public override int InputChannels => Space.InputChannels;

    /// <inheritdoc/>
    public override int Classes => Space.Classes;

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input) => largest.Apply(layers, input);

    /// <summary>
    /// The logits (N, classes) that <paramref name="candidate"/> gives for a batch (N, C, H, W); gradients flow back to the shared weights. In training
    /// mode batches are normalised by themselves, and the running statistics, which are the largest network's, stay as they are.
    /// </summary>
    /// <exception cref="FrugalException">The candidate is not of this space.</exception>
    public Tensor Forward(Candidate candidate, Tensor images)
    {
        using var shape = new MobileNet(Space.Options(candidate));
        return shape.Apply(new SharedLayers(shape, largest, name => SharedName(shape, name)), images);
    }

    /// <summary>
    /// The network that <paramref name="candidate"/> stands for, with copies of its weights: it computes what <see cref="Forward"/> does. Its normalisations
    /// hold the largest network's statistics; see <see cref="BatchNormCalibration"/>.
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

    /// <summary>The largest network's name for what a smaller one calls <paramref name="name"/>: blocks are counted through all stages, so that numbers differ.</summary>
    private string SharedName(MobileNet network, string name) =>
        name.Split('.') is ["blocks", var number, .. var rest] && int.TryParse(number, out var block)
            ? string.Join('.', ["blocks", $"{Space.Places(network.Options)[block]}", .. rest])
            : name;
}
