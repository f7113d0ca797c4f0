using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// Records a network layer by layer and follows every single channel: two channels that have to go or stay together, because
/// a sum, a depthwise convolution or a normalisation ties them, get into one set (the dependency graph of Fang et al. 2023,
/// "DepGraph", section 3.2, kept as disjoint sets of channels; Tarjan 1975).
/// </summary>
internal sealed class ChannelTracer(Architecture network) : ILayers<TracedValue>
{
    private readonly Dictionary<nn.Module, string> names = ModuleNames.Of(network);
    private readonly Dictionary<(string Layer, string Tensor, int Axis), ChannelUse> uses = [];
    private readonly List<int> parents = [];
    private int places = 1;   // place 0 is the picture

    public List<TapeStep> Steps { get; } = [];

    public IReadOnlyCollection<ChannelUse> Uses => uses.Values;

    /// <summary>Channels that nothing makes and that no layer may change: those of the picture.</summary>
    public TracedValue Start(int channels) => new(0, Fresh(channels));

    /// <summary>The set of a channel, named by one of its members.</summary>
    public int SetOf(int channel)
    {
        while (parents[channel] != channel)
        {
            parents[channel] = parents[parents[channel]];
            channel = parents[channel];
        }

        return channel;
    }

    public TracedValue Convolution(TracedValue input, Conv2d layer)
    {
        var name = Fit(input, layer, layer.in_channels);
        var output = Fresh(layer.out_channels);
        var groups = (int)layer.groups;
        if (groups > 1 && layer.in_channels == groups)
        {
            // A kernel for every channel: what it makes of a channel goes with it.
            var multiplier = output.Length / groups;
            for (var i = 0; i < output.Length; i++)
            {
                Tie(input.Channels[i / multiplier], output[i]);
            }
        }
        else
        {
            // Groups have to stay equal in size: the same place goes in each of them.
            TieAcross(input.Channels, groups);
            TieAcross(output, groups);
            Use(new ChannelUse(name, "weight", layer.weight, 1, input.Channels[..(input.Channels.Length / groups)]));
        }

        Use(new ChannelUse(name, "weight", layer.weight, 0, output));
        Use(name, "bias", layer.bias, output);
        return Step(new ConvolutionStep(input.Place, layer), output);
    }

    public TracedValue Normalization(TracedValue input, BatchNorm2d layer)
    {
        var name = Fit(input, layer, layer.num_features);
        Use(name, "weight", layer.weight, input.Channels);
        Use(name, "bias", layer.bias, input.Channels);
        Use(name, "running_mean", layer.running_mean, input.Channels);
        Use(name, "running_var", layer.running_var, input.Channels);
        return Step(new NormalizationStep(input.Place, layer), input.Channels);
    }

    public TracedValue Linear(TracedValue input, Linear layer)
    {
        var name = Fit(input, layer, layer.in_features);
        var output = Fresh(layer.out_features);
        Use(new ChannelUse(name, "weight", layer.weight, 1, input.Channels));
        Use(new ChannelUse(name, "weight", layer.weight, 0, output));
        Use(name, "bias", layer.bias, output);
        return Step(new LinearStep(input.Place, layer), output);
    }

    public TracedValue Add(TracedValue left, TracedValue right)
    {
        TieAll(left.Channels, right.Channels);
        return Step(new AddStep(left.Place, right.Place), left.Channels);
    }

    public TracedValue Relu(TracedValue input) => Step(new ReluStep(input.Place), input.Channels);

    public TracedValue GlobalAveragePool(TracedValue input) => Step(new GlobalAveragePoolStep(input.Place), input.Channels);

    private TracedValue Step(TapeStep step, int[] channels)
    {
        Steps.Add(step);
        return new TracedValue(places++, channels);
    }

    private void Use(string layer, string name, Tensor? tensor, int[] channels)
    {
        if (tensor is not null)
        {
            Use(new ChannelUse(layer, name, tensor, 0, channels));
        }
    }

    private void Use(ChannelUse use)
    {
        if (!uses.TryAdd((use.Layer, use.Tensor, use.Axis), use))
        {
            // A layer that is used again: what it reads and makes is the same both times.
            TieAll(uses[(use.Layer, use.Tensor, use.Axis)].Channels, use.Channels);
        }
    }

    /// <summary>Checks that the value has as many channels as the layer takes, and returns the layer's name.</summary>
    private string Fit(TracedValue input, nn.Module layer, long channels)
    {
        if (!names.TryGetValue(layer, out var name))
        {
            throw PruningErrors.NotRegistered(layer.GetType().Name);
        }

        return input.Channels.Length == channels ? name : throw PruningErrors.DoesNotFit(name, channels, input.Channels.Length);
    }

    private int[] Fresh(long count)
    {
        var channels = new int[count];
        for (var i = 0; i < count; i++)
        {
            channels[i] = parents.Count;
            parents.Add(parents.Count);
        }

        return channels;
    }

    private void Tie(int left, int right) => parents[SetOf(right)] = SetOf(left);

    private void TieAll(int[] left, int[] right)
    {
        if (left.Length != right.Length)
        {
            throw PruningErrors.DoesNotFit("a sum", left.Length, right.Length);
        }

        for (var i = 0; i < left.Length; i++)
        {
            Tie(left[i], right[i]);
        }
    }

    private void TieAcross(int[] channels, int groups)
    {
        var size = channels.Length / groups;
        for (var i = size; i < channels.Length; i++)
        {
            Tie(channels[i % size], channels[i]);
        }
    }
}
