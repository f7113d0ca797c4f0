namespace MakeItSmall.Kit;

/// <summary>A quantised convolution, as a file stores it, and the grids of the activations that it reads and makes.</summary>
public sealed record Int8Convolution
{
    /// <summary>The weights' dimensions: output channels, input channels, height, width.</summary>
    public required long[] Shape { get; init; }

    /// <summary>The weights in row-major order, zero point 0.</summary>
    public required sbyte[] Weight { get; init; }

    /// <summary>The scales of the weights, one for each output channel.</summary>
    public required float[] WeightScales { get; init; }

    /// <summary>The biases, zero point 0; the scale of channel c is <c>Input.Scale * WeightScales[c]</c>.</summary>
    public required int[] Bias { get; init; }

    /// <summary>The grid of the input, uint8: the input is already on it.</summary>
    public required Grid Input { get; init; }

    /// <summary>The grid of the output, uint8, after the ReLU if there is one.</summary>
    public required Grid Output { get; init; }

    /// <summary>Whether a ReLU follows.</summary>
    public bool Relu { get; init; }

    /// <summary>The attributes of the float convolution: strides, pads, group. Give them to your <c>Conv</c> node as they are.</summary>
    public (string Name, object Value)[] Attributes { get; init; } = [];
}
