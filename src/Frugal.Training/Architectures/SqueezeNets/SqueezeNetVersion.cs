namespace Frugal.Architectures;

/// <summary>The two published forms of <see cref="SqueezeNet"/>.</summary>
public enum SqueezeNetVersion
{
    /// <summary>The paper's: a 7x7 convolution first, pooling late. 1,248,424 parameters, 0.82 G MACs.</summary>
    V10,

    /// <summary>The authors' later one: 3x3 first, pooling early. 1,235,496 parameters, 0.35 G MACs.</summary>
    V11,
}
