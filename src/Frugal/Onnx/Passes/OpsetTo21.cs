namespace Frugal.Onnx;

/// <summary>
/// Converts a model from opset 13 or later to opset 21, which supports tensors of 4-bit integers. Between them the axes of reductions moved from
/// attributes to inputs (18), Split requires its number of outputs (18), and GridSample's modes were renamed (20).
/// </summary>
internal static class OpsetTo21
{
    private const int Target = 21;

    /// <summary>The IR version that supports 4-bit integers.</summary>
    private const int Ir = 10;

    private static readonly HashSet<string> Reductions =
        ["ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare"];

    /// <summary>Operators whose meaning changed in a way that is not converted.</summary>
    private static readonly HashSet<string> Changed = ["GroupNormalization", "DFT"];

    /// <exception cref="FrugalException">The model uses an operator that cannot be converted.</exception>
    public static void Apply(OnnxModel model)
    {
        var opset = model.Opset;
        model.Proto.IrVersion = Math.Max(model.Proto.IrVersion, Ir);
        if (opset >= Target)
        {
            return;
        }

        var graph = new Graph(model.Proto.Graph);
        foreach (var node in model.Proto.Graph.Node.Where(node => OnnxCheck.IsDefault(node.Domain)))
        {
            if (Changed.Contains(node.OpType))
            {
                throw new FrugalException($"{model.Source}: {OnnxCheck.Label(node)} cannot be converted to opset {Target}, which 4-bit weights need. Use 8 bits.");
            }

            if (opset < 18 && Reductions.Contains(node.OpType))
            {
                OpsetUpgrade.AttributeToInput(graph, node, "axes");
            }
            else if (opset < 18 && node.OpType == "Split" && (node.Input.Count < 2 || node.Input[1].Length == 0))
            {
                Attributes.Set(node, "num_outputs", (long)node.Output.Count);
            }
            else if (opset < 20 && node.OpType == "GridSample")
            {
                Attributes.Set(node, "mode", Attributes.String(node, "mode", "bilinear") switch { "bilinear" => "linear", "bicubic" => "cubic", var mode => mode });
            }
        }

        model.Proto.OpsetImport.First(entry => OnnxCheck.IsDefault(entry.Domain)).Version = Target;
    }
}
