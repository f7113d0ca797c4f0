using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// Decides which nodes compute in int8, which values are quantised, and which values share a grid. Products start int8 regions; nodes
/// between them follow; nodes at the end of the network that would only add a detour stay in floats.
/// </summary>
internal sealed class QuantizationPlan
{
    private readonly PlanContext context;
    private readonly Dictionary<NodeProto, Pattern> chosen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<NodeProto, string> refused = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> sharing = [];

    private QuantizationPlan(PlanContext context) => this.context = context;

    /// <summary>The quantised values.</summary>
    public IReadOnlySet<string> Values { get; private set; } = new HashSet<string>();

    /// <summary>Plans a graph; nodes with values in <paramref name="unusable"/> stay in floats.</summary>
    public static QuantizationPlan Create(PlanContext context, IReadOnlySet<string> unusable)
    {
        var plan = new QuantizationPlan(context);
        plan.Choose(unusable);
        plan.DropDetours();
        plan.Values = plan.CollectValues();
        return plan;
    }

    /// <summary>The pattern of a node that computes in int8; null if it stays in floats.</summary>
    public Pattern? PatternOf(NodeProto node) => chosen.GetValueOrDefault(node);

    /// <summary>The value whose grid <paramref name="value"/> shares: itself, unless it was only moved.</summary>
    public string GridOf(string value) => sharing.GetValueOrDefault(value, value);

    /// <summary>Every value whose range may be needed, also if some nodes turn out to be unusable.</summary>
    public IEnumerable<string> Candidates() => chosen.SelectMany(entry => entry.Value.Activations(entry.Key, context).Concat(Made(entry.Key))).Distinct();

    /// <summary>The outcome for the nodes that compute with floats; nodes that compute shapes and indices are left out.</summary>
    public IEnumerable<QuantizedNode> Report() => context.Graph.Proto.Node.Where(ComputesFloats).Select(node =>
        new QuantizedNode(node.Name.Length > 0 ? node.Name : node.Output[0], node.OpType, chosen.ContainsKey(node) ? null : refused.GetValueOrDefault(node, "")));

    private bool ComputesFloats(NodeProto node) => node.Output.Any(output => !context.Facts.TryGetValue(output, out var facts) || facts.IsFloat);

    private void Choose(IReadOnlySet<string> unusable)
    {
        var quantized = new HashSet<string>();
        foreach (var node in context.Graph.Proto.Node)
        {
            if (Reason(node, unusable, quantized) is { } reason)
            {
                refused[node] = reason;
                continue;
            }

            chosen[node] = Pattern.Of(node)!;
            quantized.UnionWith(Made(node));
        }
    }

    private string? Reason(NodeProto node, IReadOnlySet<string> unusable, HashSet<string> quantized)
    {
        if (context.Options.Exclude.Contains(node.Name) || context.Options.Exclude.Contains(node.Output[0]))
        {
            return "excluded";
        }

        if (node.Input.FirstOrDefault(context.Graph.HasDefault) is { } optional)
        {
            return QuantizationErrors.Overridable(optional);
        }

        if (Pattern.Of(node) is not { } pattern)
        {
            return WeightNodes.InSubgraphs(context.Graph, node) ?? $"ONNX Runtime has no int8 kernel for {node.OpType}";
        }

        if (pattern.Refusal(node, context) is { } refusal)
        {
            return refusal;
        }

        var activations = pattern.Activations(node, context).ToArray();
        if (activations.Concat(Made(node)).Any(unusable.Contains))
        {
            return "its values are not finite";
        }

        return pattern.Role == PatternRole.Compute || activations.Any(quantized.Contains) ? null : "nothing before it computes in int8";
    }

    /// <summary>Works backwards: a node that no int8 node uses need not be int8 itself, unless its role is Compute or Reduce.</summary>
    private void DropDetours()
    {
        foreach (var node in context.Graph.Proto.Node.Reverse().Where(chosen.ContainsKey).ToArray())
        {
            var role = chosen[node].Role;
            var free = role is PatternRole.Compute or PatternRole.Reduce || (role == PatternRole.Absorb && NeedsGrid(context.Graph.Producer(node.Input[0])));
            if (!free && !Made(node).Any(IsUsed))
            {
                chosen.Remove(node);
                refused[node] = "nothing after it computes in int8";
            }
        }
    }

    private HashSet<string> CollectValues()
    {
        var values = new HashSet<string>();
        foreach (var (node, pattern) in chosen)
        {
            if (pattern.Role != PatternRole.Absorb)
            {
                values.UnionWith(pattern.Activations(node, context));
            }

            foreach (var made in Made(node))
            {
                if (NeedsGrid(node) || IsUsed(made))
                {
                    values.Add(made);
                }

                if (pattern.Role == PatternRole.Pass)
                {
                    sharing[made] = GridOf(node.Input[0]);   // in the graph's order: the input's grid is known
                }
            }
        }

        values.RemoveWhere(IsClippedAway);
        return values;
    }

    /// <summary>The outputs of a node: one value, or the parts of a split.</summary>
    private static IEnumerable<string> Made(NodeProto node) => node.Output.Where(output => output.Length > 0);

    /// <summary>Whether a value is used only by a clipping: then the grid after the clipping applies.</summary>
    private bool IsClippedAway(string value) => context.Graph.IsPrivate(value)
        && chosen.TryGetValue(context.Graph.Consumers(value).First(), out var pattern) && pattern.Role == PatternRole.Absorb;

    private bool IsUsed(string value) => context.Graph.Consumers(value).Any(consumer =>
        chosen.TryGetValue(consumer, out var pattern) && (pattern.Role == PatternRole.Absorb || pattern.Activations(consumer, context).Contains(value)));

    /// <summary>The kernels of Gemm and MatMul can write floats; all others write int8.</summary>
    private bool NeedsGrid(NodeProto? node) => node is not null && chosen.TryGetValue(node, out var pattern) && pattern is not (GemmPattern or MatMulPattern);
}
