namespace Frugal.Architectures;

/// <summary>The two published versions of <see cref="SqueezeNet"/>.</summary>
public enum SqueezeNetVersion
{
    /// <summary>The paper's version: a 7x7 convolution first, late pooling. 1,248,424 parameters, 0.82 G MACs.</summary>
    V10,

    /// <summary>The authors' later version: a 3x3 convolution first, early pooling. 1,235,496 parameters, 0.35 G MACs.</summary>
    V11,
}
