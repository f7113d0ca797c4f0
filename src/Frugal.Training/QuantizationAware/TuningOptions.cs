namespace Frugal.Quantization;

/// <summary>How a trained network is fine-tuned for int8.</summary>
public sealed record TuningOptions
{
    /// <summary>Times that every picture is seen, 1 or more; default 3.</summary>
    public int Epochs
    {
        get;
        init => field = value >= 1 ? value : throw new FrugalException($"{value} epochs: at least 1 is needed. Try 3.");
    } = 3;

    /// <summary>Adam's first learning rate, above 0; it falls to 0 along half a cosine. Default 0.00001: the network is trained already, and its folded batch normalisations no longer hold its activations in place.</summary>
    public double LearningRate
    {
        get;
        init => field = value > 0 ? value : throw new FrugalException($"learning rate {value}: it has to be above 0. Try 0.00001.");
    } = 1e-5;

    /// <summary>Sets TorchSharp's generator; the order of the pictures follows from the loader's own seed. Default 1.</summary>
    public long Seed { get; init; } = 1;
}
