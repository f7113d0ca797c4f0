using Frugal.Architectures;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Everything needed to train one of the course's models for text again: data, tasks, network and options.</summary>
/// <param name="Name">The model's name in <c>models/catalog.json</c>.</param>
/// <param name="Dataset">The data set's name in <c>datasets/catalog.json</c>; all of its tasks are learned.</param>
/// <param name="Pretrained">The model whose weights and vocabulary training starts from.</param>
/// <param name="Network">Builds the network from the pretrained model's file and the number of logits.</param>
public sealed record TextRecipe(string Name, string Dataset, string Pretrained, Func<OnnxModel, int, TextArchitecture> Network)
{
    /// <summary>Epochs, rates, seed.</summary>
    public TextTrainingOptions Options { get; init; } = new();

    /// <summary>Maximum number of tokens of a text; 128 by default.</summary>
    public int Length { get; init; } = 128;

    /// <summary>Number of training threads; 2 by default. It determines the order of summation, so the resulting weights depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>The classes in the order of the logits: <c>irony/ironic</c>.</summary>
    public IReadOnlyList<string> Classes => [.. Catalog.Datasets[Dataset].Tasks.SelectMany(task => task.Value.Classes.Select(label => $"{task.Key}/{label}"))];

    /// <summary>Exports a network that this recipe trained, for texts of any length; its metadata name the recipe, the data set and the classes.</summary>
    public OnnxModel ToOnnx(TextArchitecture network) => OnnxExporter.Export(
        network, [OnnxExporter.AnyLength], new OnnxExportOptions { InputName = "input_ids", Metadata = new ModelMetadata { Name = Name, Dataset = Dataset, Classes = Classes } });
}
