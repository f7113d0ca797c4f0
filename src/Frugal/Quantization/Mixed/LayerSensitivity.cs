namespace Frugal.Quantization;

/// <summary>What rounding one layer's weights alone does to a model's outputs.</summary>
/// <param name="Node">The layer's name, or its first output's.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Weights">How many weights it has.</param>
/// <param name="Error8">With 8 bits: the squared error of the outputs over their squares, summed over all data.</param>
/// <param name="Error4">The same with 4 bits.</param>
public sealed record LayerSensitivity(string Node, string Operator, long Weights, double Error8, double Error4);
