namespace Frugal.Onnx;

/// <summary>Removes nodes that do nothing at inference: Identity, Dropout, and Pad by zero elements, which PyTorch writes before average pooling.</summary>
internal static class RemoveNoOps
{
    public static void Apply(OnnxModel model)
    {
        var graph = new Graph(model.Proto.Graph);
        foreach (var node in model.Proto.Graph.Node.Where(node => OnnxCheck.IsDefault(node.Domain)).ToArray())
        {
            var idle = node.OpType switch
            {
                "Identity" => true,
                "Dropout" => node.Output.Skip(1).All(mask => mask.Length == 0 || (graph.Consumers(mask).Count == 0 && !graph.IsOutput(mask)))
                    && (node.Input.Count < 3 || node.Input[2].Length == 0),   // the third input would turn training on
                "Pad" => node.Input.Count > 1 && graph.Constant(node.Input[1]) is { } pads && TensorData.Integers(pads).All(pad => pad == 0),
                _ => false,
            };
            if (idle && graph.Constant(node.Input[0]) is null)
            {
                graph.Bypass(node);
            }
        }

        graph.Sweep();
    }
}
