using Frugal.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>One layer of a recorded network: the values that it takes, by their place, and what it does to them.</summary>
internal abstract record TapeStep
{
    /// <summary>Adds what the layer makes to <paramref name="values"/>.</summary>
    public abstract void Play<T>(ILayers<T> layers, List<T> values);

    /// <summary>The module whose weights the layer uses; null where it has none.</summary>
    public virtual nn.Module? Module => null;

    /// <summary>The same layer with another module.</summary>
    public virtual TapeStep With(nn.Module module) => this;
}

/// <summary>A convolution.</summary>
internal sealed record ConvolutionStep(int Input, Conv2d Layer) : TapeStep
{
    public override nn.Module Module => Layer;

    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Convolution(values[Input], Layer));

    public override TapeStep With(nn.Module module) => this with { Layer = (Conv2d)module };
}

/// <summary>A batch normalisation.</summary>
internal sealed record NormalizationStep(int Input, BatchNorm2d Layer) : TapeStep
{
    public override nn.Module Module => Layer;

    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Normalization(values[Input], Layer));

    public override TapeStep With(nn.Module module) => this with { Layer = (BatchNorm2d)module };
}

/// <summary>A fully connected layer.</summary>
internal sealed record LinearStep(int Input, Linear Layer) : TapeStep
{
    public override nn.Module Module => Layer;

    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Linear(values[Input], Layer));

    public override TapeStep With(nn.Module module) => this with { Layer = (Linear)module };
}

/// <summary>A sum of two values.</summary>
internal sealed record AddStep(int Left, int Right) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Add(values[Left], values[Right]));
}

/// <summary>max(x, 0).</summary>
internal sealed record ReluStep(int Input) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Relu(values[Input]));
}

/// <summary>The mean over height and width.</summary>
internal sealed record GlobalAveragePoolStep(int Input) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.GlobalAveragePool(values[Input]));
}
