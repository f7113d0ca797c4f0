using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Writes parameters and buffers of modules as constants of the graph.</summary>
internal static class ModuleWeights
{
    public static OnnxValue Constant(this OnnxGraphBuilder graph, string name, Tensor tensor) =>
        graph.Constant(name, Floats(tensor), tensor.shape);

    /// <summary>The elements of a tensor as float32, row-major, for any type and strides.</summary>
    public static float[] Floats(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
