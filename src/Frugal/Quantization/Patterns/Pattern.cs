using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>What a node's pattern requires of its neighbours.</summary>
internal enum PatternRole
{
    /// <summary>It has weights or is a product: it is quantised wherever it occurs.</summary>
    Compute,

    /// <summary>It is quantised only between quantised nodes.</summary>
    Follow,

    /// <summary>As <see cref="Follow"/>, and at the end of the network too, because it reduces the data to convert back to floats.</summary>
    Reduce,

    /// <summary>It only moves values: its output shares its input's grid.</summary>
    Pass,

    /// <summary>It clips, which the grid of its output already does: the node is removed.</summary>
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

    /// <summary>The pattern of a node; null if there is no int8 kernel for its operator.</summary>
    public static Pattern? Of(NodeProto node) => OnnxCheck.IsDefault(node.Domain) ? All.GetValueOrDefault(node.OpType) : null;

    /// <summary>Why this node cannot be quantised; null if it can.</summary>
    public abstract string? Refusal(NodeProto node, PlanContext context);

    /// <summary>The values that reach the node in int8 at run time.</summary>
    public virtual IEnumerable<string> Activations(NodeProto node, PlanContext context) => node.Input.Take(1);

    /// <summary>Quantises the node's constants.</summary>
    public virtual void Write(NodeProto node, QdqWriter writer) { }
}
