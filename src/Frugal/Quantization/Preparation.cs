using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Prepares a model for planning.</summary>
internal static class Preparation
{
    /// <returns>The number of batch normalisations folded.</returns>
    public static int Apply(OnnxModel model)
    {
        if (model.Proto.Graph.Node.Any(node => node.OpType is "QuantizeLinear" or "QLinearConv" or "QLinearMatMul" or "DynamicQuantizeLinear" or "ConvInteger" or "MatMulInteger" or "MatMulNBits"))
        {
            throw QuantizationErrors.AlreadyQuantized(model.Source);
        }

        OpsetUpgrade.Apply(model);
        FoldConstants.Apply(model);
        RemoveNoOps.Apply(model);
        foreach (var tensor in model.Proto.Graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float))
        {
            if (!TensorData.Floats(tensor).All(float.IsFinite))
            {
                throw QuantizationErrors.NotFinite(model.Source, tensor.Name);
            }
        }

        return FoldBatchNorm.Apply(model);
    }
}
