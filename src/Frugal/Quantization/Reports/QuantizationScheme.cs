namespace Frugal.Quantization;

/// <summary>What a quantised model computes with.</summary>
public enum QuantizationScheme
{
    /// <summary>Weights and activations in 8 bits, the activations' grids fixed by calibration.</summary>
    Static,

    /// <summary>Weights and activations in 8 bits, each activation's grid found anew at every run.</summary>
    Dynamic,

    /// <summary>Weights in 4 bits by blocks; activations stay float32 between the operators.</summary>
    WeightOnly,
}
