namespace Frugal.Quantization;

/// <summary>Where a grid of integers lies on the real line: <c>x = Scale * (q - ZeroPoint)</c>.</summary>
/// <param name="Scale">The real distance between two neighbours, above 0.</param>
/// <param name="ZeroPoint">The integer that stands for 0.</param>
public readonly record struct QuantizationParameters(float Scale, int ZeroPoint)
{
    /// <summary>The real number that <paramref name="q"/> stands for.</summary>
    public float Dequantize(int q) => Scale * (q - ZeroPoint);
}
