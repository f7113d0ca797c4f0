using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Search;

/// <summary>A part as a network of its own, whose input is the part's input features.</summary>
internal sealed class PartNetwork : Architecture
{
    private readonly ConvolutionUnit? unit;
    private readonly InvertedResidual? block;
    private readonly Linear? classifier;

    public PartNetwork(NetworkPart part) : base(part.Role.ToString())
    {
        (InputChannels, Classes) = (part.Input, part.Output);
        unit = part.Role switch
        {
            PartRole.Stem => new ConvolutionUnit(part.Input, part.Output, kernel: 3, part.Stride),
            PartRole.Head => new ConvolutionUnit(part.Input, part.Inside, kernel: 1, part.Stride),
            _ => null,
        };
        block = part.Role == PartRole.Block ? new InvertedResidual(new InvertedResidualShape(part.Input, part.Inside, part.Output) { Kernel = part.Kernel, Stride = part.Stride }) : null;
        classifier = part.Role == PartRole.Head ? nn.Linear(part.Inside, part.Output) : null;
        RegisterComponents();
    }

    public override int InputChannels { get; }

    public override int Classes { get; }

    public override T Apply<T>(ILayers<T> layers, T input)
    {
        var features = block is not null ? block.Apply(layers, input) : unit!.Apply(layers, input);
        return classifier is null ? features : layers.Linear(layers.GlobalAveragePool(features), classifier);
    }
}
