using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>What a node's pattern asks of its neighbours.</summary>
internal enum PatternRole
{
    /// <summary>It has weights or is a product: it is quantised wherever it stands.</summary>
    Compute,

    /// <summary>It is quantised between quantised nodes.</summary>
    Follow,

    /// <summary>As <see cref="Follow"/>, and at the end of the network too, because it shrinks what has to be turned back to floats.</summary>
    Reduce,

    /// <summary>It moves numbers and computes none: its output lies on its input's grid.</summary>
    Pass,

    /// <summary>It is a clipping that the grid of its output does by itself: the node vanishes.</summary>
    Absorb,
}

/// <summary>
/// One family of operators that ONNX Runtime computes in int8 when it finds them between DequantizeLinear and QuantizeLinear.
/// </summary>
internal abstract class Pattern
{
    private static readonly Dictionary<string, Pattern> All = new Pattern[]
    {
        new ConvolutionPattern(), new GemmPattern(), new MatMulPattern(), new ElementwisePattern(), new ConcatPattern(),
        new PoolingPattern(), new ActivationPattern(), new ShapePattern(), new ResizePattern(), new ClippingPattern(),
    }.SelectMany(pattern => pattern.Operators.Select(name => (name, pattern))).ToDictionary(entry => entry.name, entry => entry.pattern);

    public abstract IReadOnlyList<string> Operators { get; }

    public abstract PatternRole Role { get; }

    /// <summary>The pattern of a node; null where there is no int8 kernel for its operator.</summary>
    public static Pattern? Of(NodeProto node) => OnnxCheck.IsDefault(node.Domain) ? All.GetValueOrDefault(node.OpType) : null;

    /// <summary>Why this node cannot be quantised; null where it can.</summary>
    public abstract string? Refusal(NodeProto node, PlanContext context);

    /// <summary>The values that reach the node in int8 at run time.</summary>
    public virtual IEnumerable<string> Activations(NodeProto node, PlanContext context) => node.Input.Take(1);

    /// <summary>Puts the node's constants on their grids.</summary>
    public virtual void Write(NodeProto node, QdqWriter writer) { }
}
