using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>What a network costs, counted from its layers and not measured.</summary>
/// <param name="Parameters">Trainable numbers: weights, biases, and the scale and shift of every normalisation.</param>
/// <param name="Macs">
/// Multiply-accumulates for one picture or text in convolutions, linear layers, attention and LSTMs. Normalisation folds into them; additions,
/// activations and pooling are left out, as papers do.
/// </param>
public readonly record struct NetworkCost(long Parameters, long Macs)
{
    /// <summary>Counts the cost of <paramref name="model"/> on pictures of <paramref name="height"/> by <paramref name="width"/> pixels.</summary>
    /// <exception cref="FrugalException">The picture has no pixel.</exception>
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

    /// <summary>Counts the cost of <paramref name="model"/> on one text of <paramref name="length"/> tokens; looking a vector up costs nothing.</summary>
    /// <exception cref="FrugalException">The text is empty, or longer than the network reads.</exception>
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
