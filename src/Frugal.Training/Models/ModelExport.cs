using Frugal.Architectures;
using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Models;

/// <summary>Trained networks as ONNX models.</summary>
public static class ModelExport
{
    /// <summary>
    /// Exports <paramref name="network"/>, trained by <paramref name="recipe"/>, as a float32 ONNX model; its metadata name the recipe, classes, data
    /// set and preprocessing.
    /// </summary>
    /// <exception cref="FrugalException">A module of the network has no ONNX export.</exception>
    public static OnnxModel ToOnnx(this TrainingRecipe recipe, Architecture network)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(network);
        var size = recipe.Preprocessing.Size;
        var metadata = new ModelMetadata { Name = recipe.Name, Dataset = recipe.Dataset, Classes = Catalog.Datasets[recipe.Dataset].Classes }.With(recipe.Preprocessing);
        return OnnxExporter.Export(network, [network.InputChannels, size, size], new OnnxExportOptions { Metadata = metadata });
    }
}
