namespace Frugal.Quantization;

/// <summary>How a network is trained for int8.</summary>
public sealed record QuantizationAwareOptions
{
    /// <summary>How the result is quantised, and how the grids begin.</summary>
    public QuantizationOptions Quantization { get; init; } = new();

    /// <summary>Whether the activations' scales are learnt with the weights; else they follow the values seen. Default false.</summary>
    public bool LearnScales { get; init; }

    /// <summary>What a new batch counts where grids follow the values seen: 0 (they stay as calibrated) to 1; default 0.01.</summary>
    public float ObserverWeight
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new FrugalException($"observer weight {value}: allowed are numbers from 0 to 1. Try {MovingAverageObserver.DefaultWeight}.");
    } = MovingAverageObserver.DefaultWeight;
}
