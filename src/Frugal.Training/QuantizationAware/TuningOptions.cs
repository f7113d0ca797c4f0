namespace Frugal.Quantization;

/// <summary>How a trained network is fine-tuned for int8.</summary>
public sealed record TuningOptions
{
    /// <summary>Number of epochs, 1 or more; default 3.</summary>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new FrugalException($"{value} epochs: at least 1 is needed. Try 3.");
    } = 3;

    /// <summary>
    /// Adam's initial learning rate, above 0; it decays to 0 along half a cosine. Default 0.00001: the network is already trained, and its folded
    /// batch normalisations no longer stabilise its activations.
    /// </summary>
    public double LearningRate
    {
        get;
        init => field = value > 0 ? value : throw new FrugalException($"learning rate {value}: it has to be above 0. Try 0.00001.");
    } = 1e-5;

    /// <summary>Seed for TorchSharp's generator; the loader's seed determines the order of the pictures. Default 1.</summary>
    public long Seed { get; init; } = 1;
}
