using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>One step of a recorded network: the indices of its input values, and the operation on them.</summary>
internal abstract record TapeStep
{
    /// <summary>Appends the step's outputs to <paramref name="values"/>.</summary>
    public abstract void Play<T>(ILayers<T> layers, List<T> values);
}

/// <summary>A layer that is a module, or a sequence of modules that replaces it.</summary>
internal sealed record ModuleStep(int Input, string Name, IReadOnlyList<nn.Module> Modules) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) =>
        values.Add(Modules.Aggregate(values[Input], (value, module) => Play(layers, value, module)));

    private static T Play<T>(ILayers<T> layers, T value, nn.Module module) => module switch
    {
        Conv2d convolution => layers.Convolution(value, convolution),
        BatchNorm2d normalization => layers.Normalization(value, normalization),
        Linear linear => layers.Linear(value, linear),
        MaxPool2d pool => layers.MaxPool(value, pool),
        Dropout dropout => layers.Dropout(value, dropout),
        _ => throw new UnreachableException($"ILayers has no {module.GetType().Name}."),
    };
}

/// <summary>An activation.</summary>
internal sealed record ActivationStep(int Input, Activation Function) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Activate(values[Input], Function));
}

/// <summary>The mean over height and width, with or without keeping these axes.</summary>
internal sealed record MeanStep(int Input, bool Keep) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(Keep ? layers.Squeeze(values[Input]) : layers.GlobalAveragePool(values[Input]));
}

/// <summary>A sum.</summary>
internal sealed record AddStep(int Left, int Right) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Add(values[Left], values[Right]));
}

/// <summary>Features weighted channel by channel.</summary>
internal sealed record ScaleStep(int Features, int Weights) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Scale(values[Features], values[Weights]));
}

/// <summary>Concatenation along the channels.</summary>
internal sealed record ConcatStep(int First, int Second) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Concat(values[First], values[Second]));
}

/// <summary>Splits the channels into two halves: the only step with two outputs.</summary>
internal sealed record SplitStep(int Input) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values)
    {
        var (first, second) = layers.Split(values[Input]);
        values.Add(first);
        values.Add(second);
    }
}

/// <summary>A channel shuffle.</summary>
internal sealed record ShuffleStep(int Input, int Channels, int Groups) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Shuffle(values[Input], Channels, Groups));
}

/// <summary>Channels selected by index.</summary>
internal sealed record SelectStep(int Input, IReadOnlyList<int> Channels) : TapeStep
{
    public override void Play<T>(ILayers<T> layers, List<T> values) => values.Add(layers.Select(values[Input], Channels));
}
