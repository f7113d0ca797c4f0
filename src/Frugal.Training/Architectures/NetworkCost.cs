using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>The cost of a network, counted from its layers, not measured.</summary>
/// <param name="Parameters">Number of trainable parameters: weights, biases, and the scale and shift of every normalisation.</param>
/// <param name="Macs">
/// Multiply-accumulates for one picture or text in convolutions, linear layers, attention and LSTMs. Normalisation folds into them; additions,
/// activations and pooling are not counted, as is usual in papers.
/// </param>
public readonly record struct NetworkCost(long Parameters, long Macs)
{
    /// <summary>Counts the cost of <paramref name="model"/> on pictures of <paramref name="height"/> by <paramref name="width"/> pixels.</summary>
    /// <exception cref="FrugalException">Height or width is below 1.</exception>
    public static NetworkCost Of(Architecture model, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (height < 1 || width < 1)
        {
            throw new FrugalException($"The cost of a {height}x{width} picture cannot be counted: give at least 1x1 pixels.");
        }

        var counter = new MacCounter();
        model.Apply(counter, new FeatureShape(model.InputChannels, height, width));
        return new NetworkCost(Count(model), counter.Total);
    }

    /// <summary>Counts the cost of <paramref name="model"/> on one text of <paramref name="length"/> tokens; embedding look-ups are not counted.</summary>
    /// <exception cref="FrugalException">The text is empty, or longer than the network's maximum.</exception>
    public static NetworkCost Of(TextArchitecture model, int length)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (length < 1 || length > model.Length)
        {
            throw new FrugalException($"The cost of {length} tokens cannot be counted: give 1 to {model.Length}, or build the network for longer texts.");
        }

        var counter = new MacCounter();
        model.Apply(counter, new FeatureShape(1, length, 1));
        return new NetworkCost(Count(model), counter.Total);
    }

    private static long Count(nn.Module model) => model.parameters().Sum(parameter => parameter.numel());
}
