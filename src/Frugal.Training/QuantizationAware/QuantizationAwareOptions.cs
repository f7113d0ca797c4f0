namespace Frugal.Quantization;

/// <summary>Options of quantisation-aware training.</summary>
public sealed record QuantizationAwareOptions
{
    /// <summary>How the result is quantised, and how the initial ranges are calibrated.</summary>
    public QuantizationOptions Quantization { get; init; } = new();

    /// <summary>Whether the activations' scales are learned with the weights; otherwise they follow the observed values. Default false.</summary>
    public bool LearnScales { get; init; }

    /// <summary>The weight of a new batch in the observed ranges, 0 (ranges stay as calibrated) to 1; default 0.01.</summary>
    public float ObserverWeight
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new FrugalException($"observer weight {value}: allowed are numbers from 0 to 1. Try {MovingAverageObserver.DefaultWeight}.");
    } = MovingAverageObserver.DefaultWeight;
}
