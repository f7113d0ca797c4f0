namespace Frugal.Architectures;

/// <summary>Element-wise activation functions.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6) (Howard et al. 2017, "MobileNets").</summary>
    Relu6,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>relu6(x + 3) / 6: a piecewise linear sigmoid (Howard et al. 2019, "Searching for MobileNetV3", section 5.2).</summary>
    HardSigmoid,

    /// <summary>x * sigmoid(x), also called swish (Elfwing et al. 2017; Ramachandran et al. 2017).</summary>
    Silu,

    /// <summary>x * relu6(x + 3) / 6 (Howard et al. 2019, section 5.2).</summary>
    HardSwish,

    /// <summary>x * P(X &lt;= x) for a standard normal X (Hendrycks and Gimpel 2016), exact.</summary>
    Gelu,
}
