namespace Frugal.Quantization;

/// <summary>The scale and zero point of a grid of integers: <c>x = Scale * (q - ZeroPoint)</c>.</summary>
/// <param name="Scale">The step between two neighbouring values, above 0.</param>
/// <param name="ZeroPoint">The integer that represents 0.</param>
public readonly record struct QuantizationParameters(float Scale, int ZeroPoint)
{
    /// <summary>The real number that <paramref name="q"/> represents.</summary>
    public float Dequantize(int q) => Scale * (q - ZeroPoint);
}
