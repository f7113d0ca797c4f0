using Frugal.Models;
using Frugal.Onnx;

namespace ClothingApi.Models;

/// <summary>What is kept of a network.</summary>
public enum NetworkEnd
{
    /// <summary>All of it: one logit a class.</summary>
    Logits,

    /// <summary>All but the last layer: what it sees in a picture, without a word for it.</summary>
    Features,
}

/// <summary>Takes the batch normalisations out of trained networks.</summary>
public static class FoldedExport
{
    /// <summary>The network <paramref name="name"/> as a float32 ONNX model; <see cref="BatchNormFolding"/> computes the folded weights.</summary>
    /// <exception cref="Frugal.FrugalException">There is no such model, or its file is missing.</exception>
    public static OnnxModel ToOnnx(ModelLibrary library, string name, NetworkEnd end = NetworkEnd.Logits)
    {
        var trained = library.Load(name);
        var model = end == NetworkEnd.Features ? FeatureExtractor.Of(trained) : trained;
        FoldBatchNorm.With(model, BatchNormFolding.Fold);
        return model;
    }
}
