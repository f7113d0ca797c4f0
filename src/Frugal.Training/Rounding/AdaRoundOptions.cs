namespace Frugal.Quantization;

/// <summary>Options of <see cref="AdaRound"/>.</summary>
public sealed record AdaRoundOptions
{
    /// <summary>How the weights will be quantised; default 4 bits, where rounding matters most.</summary>
    public QuantizationOptions Quantization { get; init; } = new() { WeightBits = WeightBits.Four };

    /// <summary>Adam steps per layer, 100 or more; default 1000.</summary>
    public int Steps
    {
        get;
        init => field = value >= 100 ? value : throw new FrugalException($"{value} steps per layer: at least 100 are needed. Try 1000.");
    } = 1000;

    /// <summary>Rows of a layer's input to learn from (in a convolution, each position is a row), 32 or more; default 4096.</summary>
    public int Rows
    {
        get;
        init => field = value >= 32 ? value : throw new FrugalException($"{value} rows per layer: at least 32 are needed. Try 4096.");
    } = 4096;

    /// <summary>Seed for sampling rows and batches; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Adam's learning rate; default 0.01.</summary>
    internal double LearningRate { get; init; } = 0.01;

    /// <summary>Rows per step.</summary>
    internal int BatchSize { get; init; } = 256;
}
