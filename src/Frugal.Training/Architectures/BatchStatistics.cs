namespace Frugal.Architectures;

/// <summary>The constants of a batch normalisation.</summary>
/// <param name="Epsilon">Constant added to the variance.</param>
/// <param name="Momentum">The weight of a new batch in the running statistics.</param>
public readonly record struct BatchStatistics(double Epsilon, double Momentum)
{
    /// <summary>PyTorch's defaults.</summary>
    public static BatchStatistics Default { get; } = new(1e-5, 0.1);
}
