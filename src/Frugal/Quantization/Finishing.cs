using Frugal.Onnx;
using Google.Protobuf;

namespace Frugal.Quantization;

/// <summary>What is done to a quantised model before it is handed over: nothing unused in it, its format stated, accepted by ONNX Runtime.</summary>
internal static class Finishing
{
    public static void Apply(OnnxModel model, string format, string? weights = null)
    {
        new Graph(model.Proto.Graph).Sweep();
        foreach (var node in model.Proto.Graph.Node)
        {
            node.Name = "";   // kernels are known by what they make
            node.DocString = "";
        }

        ModelMetadataKeys.SetFormat(model.Proto, format, weights);
        OnnxCheck.Model(model.Proto, model.Source);
        using var accepted = OrtSessions.Create(model.Proto.ToByteArray(), model.Source);
    }
}
