using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>The gain and cost of computing one layer in int8.</summary>
/// <param name="Node">The layer's name, or that of its first output.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Float">The time of one call of its float32 kernel.</param>
/// <param name="Int8">The time of one call of its int8 kernel, with integer inputs and outputs.</param>
/// <param name="Error">The error of the model's outputs from int8 weights and activations in this layer alone: squared error divided by sum of squares.</param>
public sealed record LayerLatency(string Node, string Operator, Milliseconds Float, Milliseconds Int8, double Error)
{
    /// <summary>Milliseconds that int8 saves; negative where its kernel is slower.</summary>
    public double SavedMs => Float.Value - Int8.Value;
}
