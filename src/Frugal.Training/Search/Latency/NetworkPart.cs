using Frugal.Architectures;

namespace Frugal.Search;

/// <summary>A part of a <see cref="MobileNet"/> that is timed by itself.</summary>
/// <param name="Role">The role of the part.</param>
/// <param name="Input">Channels in.</param>
/// <param name="Inside">Expanded channels of a block, or channels of the last convolution in the head; 0 in the stem.</param>
/// <param name="Output">Channels out, or classes.</param>
/// <param name="Stride">2 if it halves height and width.</param>
/// <param name="Side">Height and width of the input.</param>
internal sealed record NetworkPart(PartRole Role, int Input, int Inside, int Output, int Stride, int Side)
{
    /// <summary>Side of a block's depthwise kernel; not used by other parts.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>The parts of a network, in order, for pictures of <paramref name="size"/> by <paramref name="size"/> pixels.</summary>
    public static IEnumerable<NetworkPart> Of(MobileNetOptions network, int size)
    {
        yield return new(PartRole.Stem, network.InputChannels, 0, network.Stem, 2, size);
        var (channels, side) = (network.Stem, Half(size));
        foreach (var stage in network.Stages)
        {
            for (var i = 0; i < stage.Blocks; i++)
            {
                yield return new(PartRole.Block, channels, channels * stage.Expansion, stage.Width, i == 0 ? 2 : 1, side) { Kernel = stage.Kernel };
                (channels, side) = (stage.Width, i == 0 ? Half(side) : side);
            }
        }

        yield return new(PartRole.Head, channels, network.Head, network.Classes, 1, side);
    }

    /// <summary>All parts of all networks of <paramref name="space"/>, without duplicates.</summary>
    public static IReadOnlyList<NetworkPart> Of(MobileNetSpace space, int size)
    {
        var parts = new HashSet<NetworkPart>(space.Stems.Select(stem => new NetworkPart(PartRole.Stem, space.InputChannels, 0, stem, 2, size)));
        var (inputs, side) = (space.Stems, Half(size));
        foreach (var stage in space.Stages)
        {
            foreach (var (width, expansion, kernel) in from width in stage.Widths from expansion in stage.Expansions from kernel in stage.Kernels select (width, expansion, kernel))
            {
                parts.UnionWith(inputs.Select(input => new NetworkPart(PartRole.Block, input, input * expansion, width, 2, side) { Kernel = kernel }));
                if (stage.Blocks[^1] > 1)
                {
                    parts.Add(new NetworkPart(PartRole.Block, width, width * expansion, width, 1, Half(side)) { Kernel = kernel });
                }
            }

            (inputs, side) = (stage.Widths, Half(side));
        }

        parts.UnionWith(inputs.SelectMany(input => space.Heads.Select(head => new NetworkPart(PartRole.Head, input, head, space.Classes, 1, side))));
        return [.. parts];
    }

    /// <summary>The part's name: "block 32-128-64, 5x5 on 24x24, stride 2".</summary>
    public override string ToString() =>
        $"{Role.ToString().ToLowerInvariant()} {Input}-{(Inside > 0 ? $"{Inside}-" : "")}{Output}, {(Role == PartRole.Block ? $"{Kernel}x{Kernel} on " : "")}{Side}x{Side}{(Stride == 2 ? ", stride 2" : "")}";

    private static int Half(int side) => (side + 1) / 2;
}
