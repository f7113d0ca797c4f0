using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Grading.Budgets;

/// <summary>What a student's ONNX file contains, read in a <see cref="MeasuringProcess"/>: the grader's own process never parses such a file.</summary>
internal sealed record ModelFacts
{
    /// <summary>The names of the data files that the model references, relative to its folder.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>Whether a data file is missing beside the model, so that the other figures were not read.</summary>
    public bool Incomplete { get; init; }

    /// <summary>The number format that the metadata names.</summary>
    public string Format { get; init; } = "";

    /// <summary>The bytes of weights of 8 bits or fewer.</summary>
    public long Integers { get; init; }

    /// <summary>The bytes of all other weights.</summary>
    public long Wide { get; init; }

    /// <summary>The names of fake-quantised weights.</summary>
    public IReadOnlyList<string> FakeQuantized { get; init; } = [];

    /// <summary>The names of integer weights of several output channels that share one scale.</summary>
    public IReadOnlyList<string> OneScale { get; init; } = [];

    /// <summary>Whether no output depends on an input.</summary>
    public bool IgnoresInput { get; init; }

    /// <summary>Reads a file in this process, which must be contained.</summary>
    /// <exception cref="FrugalException">The file is broken.</exception>
    public static ModelFacts Read(string path)
    {
        var names = DataFilesOf(OnnxFile.Parse(OnnxFile.ReadBytes(path), path));
        if (!names.All(name => File.Exists(Path.Combine(Path.GetDirectoryName(path)!, name))))
        {
            return new ModelFacts { DataFiles = names, Incomplete = true };
        }

        var model = OnnxModel.Load(path);
        var weights = WeightWalk.Over(model.Proto);
        return new ModelFacts
        {
            DataFiles = names,
            Format = model.Metadata.Format,
            Integers = weights.Integers,
            Wide = weights.Wide,
            FakeQuantized = weights.FakeQuantized,
            OneScale = OneScaleOf(model.Proto.Graph),
            IgnoresInput = weights.IgnoresInput,
        };
    }

    /// <summary>Weights have two dimensions or more, and the first or the last has the output channels; a bias has one.</summary>
    private static string[] OneScaleOf(GraphProto graph)
    {
        var constants = graph.Initializer.DistinctBy(tensor => tensor.Name).ToDictionary(tensor => tensor.Name);
        return
        [
            .. graph.Node.Where(node => node.OpType == "DequantizeLinear" && node.Input.Count >= 2)
                .Where(node => constants.TryGetValue(node.Input[0], out var weight) && weight.Dims.Count >= 2 && Math.Max(weight.Dims[0], weight.Dims[^1]) > 1
                    && constants.TryGetValue(node.Input[1], out var scale) && scale.Dims.All(size => size == 1))
                .Select(node => node.Input[0]).Distinct(StringComparer.Ordinal),
        ];
    }

    private static string[] DataFilesOf(ModelProto model) =>
    [
        .. OnnxCheck.Tensors(model)
            .Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External)
            .SelectMany(tensor => tensor.ExternalData.Where(entry => entry.Key == "location").Select(entry => entry.Value))
            .Distinct(StringComparer.Ordinal),
    ];
}
