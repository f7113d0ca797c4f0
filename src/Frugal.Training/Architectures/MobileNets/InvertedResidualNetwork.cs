using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// The common base of MobileNetV2, MobileNetV3 and EfficientNet: a 3x3 convolution of stride 2, a chain of inverted residuals, a 1x1
/// convolution, global average pooling, one or two linear layers.
/// </summary>
public abstract class InvertedResidualNetwork : Architecture
{
    private readonly ConvolutionUnit stem;
    private readonly InvertedResidual[] chain;
    private readonly ConvolutionUnit head;
    private readonly Linear? hidden;
    private readonly Activation activation;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    private protected InvertedResidualNetwork(string name, InvertedResidualPlan plan, ScalableOptions options) : base(name)
    {
        (InputChannels, Classes) = (options.InputChannels, options.Classes);
        activation = plan.Activation;
        stem = new ConvolutionUnit(new ConvolutionShape(options.InputChannels, plan.Stem)
        {
            Kernel = 3, Stride = 2, Activation = plan.Activation, Statistics = plan.Statistics,
        });
        chain = [.. plan.Blocks.Select(block => new InvertedResidual(block with { Statistics = plan.Statistics }))];
        head = new ConvolutionUnit(new ConvolutionShape(plan.Blocks[^1].Output, plan.Head) { Activation = plan.Activation, Statistics = plan.Statistics });
        hidden = plan.Hidden is { } width ? Linear(plan.Head, width) : null;
        dropout = Dropout(options.Dropout);
        classifier = Linear(plan.Hidden ?? plan.Head, options.Classes);
        Register();
    }

    /// <inheritdoc/>
    public override int InputChannels { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var x = stem.Apply(layers, input);
        foreach (var block in chain)
        {
            x = block.Apply(layers, x);
        }

        x = layers.GlobalAveragePool(head.Apply(layers, x));
        x = hidden is null ? x : layers.Activate(layers.Linear(x, hidden), activation);
        return layers.Linear(layers.Dropout(x, dropout), classifier);
    }

    /// <summary>Registers the modules by name: the fields are private to this class, and <c>RegisterComponents</c> starts at the derived class.</summary>
    private void Register()
    {
        register_module(nameof(stem), stem);
        register_module("blocks", Sequential(chain));
        register_module(nameof(head), head);
        if (hidden is not null)
        {
            register_module(nameof(hidden), hidden);
        }

        register_module(nameof(dropout), dropout);
        register_module(nameof(classifier), classifier);
    }
}
