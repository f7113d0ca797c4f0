using Frugal.Onnx;
using Google.Protobuf;

namespace Frugal.Quantization;

/// <summary>Finishes a quantised model: removes unused parts, states its format, and checks that ONNX Runtime accepts it.</summary>
internal static class Finishing
{
    public static void Apply(OnnxModel model, string format, string? weights = null)
    {
        new Graph(model.Proto.Graph).Sweep();
        foreach (var node in model.Proto.Graph.Node)
        {
            node.Name = "";   // nodes are identified by their outputs
            node.DocString = "";
        }

        ModelMetadataKeys.SetFormat(model.Proto, format, weights);
        OnnxCheck.Model(model.Proto, model.Source);
        using var accepted = OrtSessions.Create(model.Proto.ToByteArray(), model.Source);
    }
}
