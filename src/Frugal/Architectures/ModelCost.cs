namespace Frugal.Architectures;

/// <summary>What a network costs, counted from its layers and not measured.</summary>
/// <param name="Parameters">Trainable numbers: weights, biases, and the scale and shift of every normalisation.</param>
/// <param name="Macs">
/// Multiply-accumulates for one picture in convolutions and linear layers. Normalisation folds into them; additions,
/// activations and pooling are left out, as papers do.
/// </param>
public readonly record struct ModelCost(long Parameters, long Macs)
{
    /// <summary>Counts the cost of <paramref name="model"/> on pictures of <paramref name="height"/> by <paramref name="width"/> pixels.</summary>
    /// <exception cref="FrugalException">The picture has no pixel.</exception>
    public static ModelCost Of(Architecture model, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (height < 1 || width < 1)
        {
            throw new FrugalException($"The cost of a {height}x{width} picture cannot be counted: give at least 1x1 pixels.");
        }

        var counter = new MacCounter();
        model.Apply(counter, new FeatureShape(model.InputChannels, height, width));
        return new ModelCost(model.parameters().Sum(p => p.numel()), counter.Total);
    }
}
