using Frugal.Pruning;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Pruning;

/// <summary>The naive way to do without channels: their filters, scales and shifts are set to 0, so that they carry nothing on.</summary>
internal static class MaskedChannels
{
    public static void Apply(ChannelGraph graph, ChannelPlan plan)
    {
        using var unrecorded = no_grad();
        var gone = plan.Removed(graph);
        foreach (var use in graph.Uses.Where(use => use is { Axis: 0, Tensor: "weight" or "bias" }))
        {
            foreach (var (set, place) in graph.SetsOf(use.Channels).Select((set, place) => (set, place)).Where(pair => gone.Contains(pair.set)))
            {
                use.Values.narrow(0, place, 1).zero_();
            }
        }
    }
}
