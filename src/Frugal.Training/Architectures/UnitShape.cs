namespace Frugal.Architectures;

/// <summary>Variants of a <see cref="ConvolutionUnit"/>.</summary>
[Flags]
public enum UnitShape
{
    /// <summary>A dense convolution without an activation.</summary>
    Linear = 0,

    /// <summary>ReLU after the normalisation.</summary>
    Relu = 1,

    /// <summary>A depthwise convolution: one kernel per channel.</summary>
    Depthwise = 2,

    /// <summary>A depthwise convolution with ReLU.</summary>
    DepthwiseRelu = Relu | Depthwise,
}
