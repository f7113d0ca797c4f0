using Frugal.Measuring;

namespace Frugal.Quantization;

/// <summary>What computing one layer in int8 gains and costs.</summary>
/// <param name="Node">The layer's name, or its first output's.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Float">One call of its float32 kernel.</param>
/// <param name="Int8">One call of its int8 kernel, integers in and out.</param>
/// <param name="Error">What int8 weights and activations in this layer alone do to the model's outputs: their squared error over their squares.</param>
public sealed record LayerLatency(string Node, string Operator, Milliseconds Float, Milliseconds Int8, double Error)
{
    /// <summary>Milliseconds that int8 saves; negative where its kernel is slower.</summary>
    public double SavedMs => Float.Value - Int8.Value;
}
