using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// Traces every single channel through a network; a value is represented by the ids of its channels. Two channels that must be
/// removed or kept together, because a sum, a depthwise convolution or a channel weighting ties them, get into one set (the dependency
/// graph of Fang et al. 2023, "DepGraph", section 3.2, stored as disjoint sets of channels; Tarjan 1975). Concatenations, splits and
/// shuffles only pass channels on.
/// </summary>
internal sealed class ChannelTracer(Architecture network) : ILayers<int[]>
{
    private readonly Dictionary<nn.Module, string> names = ModuleNames.Of(network);
    private readonly Dictionary<(string Layer, string Tensor, int Axis), ChannelUse> uses = [];
    private readonly List<int> parents = [];
    private string last = "the picture";   // the previous layer, for messages

    public IReadOnlyCollection<ChannelUse> Uses => uses.Values;

    /// <summary>New channels that are not tied to others yet.</summary>
    public int[] Fresh(long count)
    {
        var channels = new int[count];
        for (var i = 0; i < count; i++)
        {
            channels[i] = parents.Count;
            parents.Add(parents.Count);
        }

        return channels;
    }

    /// <summary>The set of a channel, identified by one of its members.</summary>
    public int SetOf(int channel)
    {
        while (parents[channel] != channel)
        {
            parents[channel] = parents[parents[channel]];
            channel = parents[channel];
        }

        return channel;
    }

    public int[] Convolution(int[] input, Conv2d layer)
    {
        var name = Fit(input, layer, layer.in_channels);
        var output = Fresh(layer.out_channels);
        var groups = (int)layer.groups;
        var depthwise = groups > 1 && layer.in_channels == groups;
        if (depthwise)
        {
            // Depthwise: the outputs of a channel are tied to it.
            var multiplier = output.Length / groups;
            TieAll([.. output.Select((_, i) => input[i / multiplier])], output);
        }
        else
        {
            // Groups must stay equal in size: the same position is removed in each of them.
            TieAcross(input, groups);
            TieAcross(output, groups);
            Use(new ChannelUse(name, "weight", layer.weight!, 1, input[..(input.Length / groups)]));
        }

        Use(new ChannelUse(name, "weight", layer.weight!, 0, output) { Side = depthwise ? ChannelSide.Follows : ChannelSide.Makes });
        Use(name, "bias", layer.bias, output);
        return output;
    }

    public int[] Normalization(int[] input, BatchNorm2d layer)
    {
        var name = Fit(input, layer, layer.num_features);
        Use(name, "weight", layer.weight, input);
        Use(name, "bias", layer.bias, input);
        Use(name, "running_mean", layer.running_mean, input);
        Use(name, "running_var", layer.running_var, input);
        return input;
    }

    public int[] Linear(int[] input, Linear layer)
    {
        var name = Fit(input, layer, layer.in_features);
        var output = Fresh(layer.out_features);
        Use(new ChannelUse(name, "weight", layer.weight!, 1, input));
        Use(new ChannelUse(name, "weight", layer.weight!, 0, output) { Side = ChannelSide.Makes });
        Use(name, "bias", layer.bias, output);
        return output;
    }

    public int[] Add(int[] left, int[] right)
    {
        TieAll(left, right);
        return left;
    }

    public int[] Scale(int[] features, int[] weights)
    {
        TieAll(features, weights);
        return features;
    }

    public int[] Concat(int[] first, int[] second) => [.. first, .. second];

    public (int[] First, int[] Second) Split(int[] input) => input.Length % 2 == 0
        ? (input[..(input.Length / 2)], input[(input.Length / 2)..])
        : throw PruningErrors.NoHalves(last, input.Length);

    public int[] Shuffle(int[] input, int channels, int groups) => channels == input.Length && channels % groups == 0
        ? Select(input, ChannelOrder.Dealt(channels, groups))
        : throw PruningErrors.NotDealt(last, input.Length, (channels, groups));

    public int[] Select(int[] input, IReadOnlyList<int> channels) => [.. channels.Select(channel => input[channel])];

    public int[] Relu(int[] input) => input;

    public int[] Activate(int[] input, Activation function) => input;

    public int[] GlobalAveragePool(int[] input) => input;

    public int[] Squeeze(int[] input) => input;

    public int[] MaxPool(int[] input, MaxPool2d layer) => input;

    public int[] Dropout(int[] input, Dropout layer) => input;

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
            // A layer that is used again: its inputs and outputs are tied to those of the first use.
            TieAll(uses[(use.Layer, use.Tensor, use.Axis)].Channels, use.Channels);
        }
    }

    /// <summary>Checks that the value has as many channels as the layer expects, and returns the layer's name.</summary>
    private string Fit(int[] input, nn.Module layer, long channels)
    {
        last = names[layer];
        return input.Length == channels ? last : throw PruningErrors.DoesNotFit(last, channels, input.Length);
    }

    private void TieAll(int[] left, int[] right)
    {
        if (left.Length != right.Length)
        {
            throw PruningErrors.NotAlike(last, left.Length, right.Length);
        }

        for (var i = 0; i < left.Length; i++)
        {
            parents[SetOf(right[i])] = SetOf(left[i]);
        }
    }

    private void TieAcross(int[] channels, int groups)
    {
        var size = channels.Length / groups;
        TieAll([.. channels.Select((_, i) => channels[i % size])], channels);
    }
}
