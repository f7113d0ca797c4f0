namespace Frugal.Quantization;

/// <summary>The effect of rounding one layer's weights alone on a model's outputs.</summary>
/// <param name="Node">The layer's name, or that of its first output.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Weights">Number of weights.</param>
/// <param name="Error8">With 8 bits: the squared error of the outputs divided by their sum of squares, over all data.</param>
/// <param name="Error4">The same with 4 bits.</param>
public sealed record LayerSensitivity(string Node, string Operator, long Weights, double Error8, double Error4);
