namespace Frugal.Quantization;

/// <summary>The number formats of a quantised model.</summary>
public enum QuantizationScheme
{
    /// <summary>Weights and activations in 8 bits, with activation grids fixed by calibration.</summary>
    Static,

    /// <summary>Weights and activations in 8 bits, each activation's grid computed at every run.</summary>
    Dynamic,

    /// <summary>Weights in 4 bits by blocks; activations stay float32 between the operators.</summary>
    WeightOnly,
}
