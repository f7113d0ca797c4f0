namespace Frugal.Architectures;

/// <summary>What a <see cref="ConvolutionUnit"/> does beside convolving and normalising.</summary>
[Flags]
public enum UnitShape
{
    /// <summary>A dense convolution with nothing behind the normalisation.</summary>
    Linear = 0,

    /// <summary>ReLU behind the normalisation.</summary>
    Relu = 1,

    /// <summary>A kernel of its own for every channel, none across channels.</summary>
    Depthwise = 2,

    /// <summary>A depthwise convolution with ReLU behind it.</summary>
    DepthwiseRelu = Relu | Depthwise,
}
