namespace MakeItSmall.Kit;

/// <summary>The numbers of a convolution.</summary>
/// <param name="Outputs">The number of its filters, each of which makes one output channel.</param>
/// <param name="Inputs">The number of input channels.</param>
/// <param name="Kernel">The places of a filter in one input channel: 9 for 3x3, 1 for 1x1 and for a matrix.</param>
/// <param name="Weight">The weights (Outputs, Inputs, Kernel) in row-major order: weight (o, i, k) is at <c>(o * Inputs + i) * Kernel + k</c>.</param>
/// <param name="Bias">The biases (Outputs).</param>
public sealed record Convolution(int Outputs, int Inputs, int Kernel, float[] Weight, float[] Bias);
