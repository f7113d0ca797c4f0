namespace Frugal.Architectures;

/// <summary>The shape of one picture's features between two layers.</summary>
/// <param name="Channels">Feature maps.</param>
/// <param name="Height">Rows of each map.</param>
/// <param name="Width">Columns of each map.</param>
public readonly record struct FeatureShape(long Channels, long Height, long Width)
{
    /// <summary>The shape as "32x48x48".</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
