using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Onnx;

/// <summary>A model in the ONNX format, in memory. Parts of a file that Frugal does not know are kept when it is written again.</summary>
public sealed class OnnxModel
{
    /// <summary>The operator set that Frugal writes.</summary>
    public const int WrittenOpset = 17;

    /// <summary>The IR version that Frugal writes: the one that came with opset 17.</summary>
    internal const int WrittenIr = 8;

    internal OnnxModel(ModelProto proto, string source)
    {
        Proto = proto;
        Source = source;
    }

    /// <summary>Where the model came from, for messages: its path, or a name.</summary>
    public string Source { get; }

    /// <summary>The version of the ai.onnx operator set that the model uses.</summary>
    public long Opset => Proto.OpsetImport.Where(opset => OnnxCheck.IsDefault(opset.Domain)).Max(opset => opset.Version);

    /// <summary>
    /// The inputs that a caller must give. An input with an initializer of the same name has a default: from IR version 4 on a caller may override it, so
    /// Frugal keeps it and never folds or quantises it as a constant; in older files, which list every weight as an input, it is a constant.
    /// </summary>
    public IReadOnlyList<OnnxValueInfo> Inputs
    {
        get
        {
            var constants = Proto.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
            return [.. Proto.Graph.Input.Where(input => !constants.Contains(input.Name)).Select(OnnxValueInfo.From)];
        }
    }

    /// <summary>The model's outputs.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs => [.. Proto.Graph.Output.Select(OnnxValueInfo.From)];

    /// <summary>The graph's nodes, in topological order.</summary>
    public IReadOnlyList<OnnxNode> Nodes => [.. Proto.Graph.Node.Select(OnnxNode.From)];

    /// <summary>Total number of elements in the initializers.</summary>
    public long Parameters => Proto.Graph.Initializer.Sum(tensor => tensor.Dims.Aggregate(1L, (product, dim) => product * dim));

    /// <summary>The preprocessing, classes and data set that the file states; setting it writes the file's metadata.</summary>
    public ModelMetadata Metadata
    {
        get => ModelMetadataKeys.Read(this);
        set => ModelMetadataKeys.Write(Proto, value);
    }

    internal ModelProto Proto { get; }

    /// <summary>Names, types and shapes of the model's constants: weights, biases, scales, zero points.</summary>
    public IReadOnlyList<OnnxValueInfo> Constants =>
        [.. Proto.Graph.Initializer.Select(tensor => new OnnxValueInfo(tensor.Name, ((TensorProto.Types.DataType)tensor.DataType).ToString(), [.. tensor.Dims.Select(dim => (long?)dim)]))];

    /// <summary>The constant <paramref name="name"/>: a weight or a bias in floating point (float32, float64 or float16, given as float32).</summary>
    /// <returns>A copy; null if no constant has that name, as for a value that a node computes.</returns>
    /// <exception cref="FrugalException">The constant holds integers.</exception>
    public OnnxTensor? Constant(string name) => Proto.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } found
        ? new(name, [.. found.Dims], TensorData.Floats(found))
        : null;

    /// <summary>Replaces the constant of the same name, with any shape; the model stores float32 from then on. Nodes are not changed.</summary>
    /// <exception cref="FrugalException">There is no such constant, or the number of values is not the product of the dimensions.</exception>
    public void Replace(OnnxTensor constant)
    {
        ArgumentNullException.ThrowIfNull(constant);
        var all = Proto.Graph.Initializer;
        var place = Enumerable.Range(0, all.Count).FirstOrDefault(i => all[i].Name == constant.Name, -1);
        if (place < 0)
        {
            throw new FrugalException($"{Source}: it has no constant '{constant.Name}'. The inputs of its nodes name the constants.");
        }

        if (constant.Shape.Aggregate(1L, (product, dim) => product * dim) != constant.Values.Length)
        {
            throw new FrugalException($"'{constant.Name}' has {constant.Values.Length} values and the shape {string.Join(" x ", constant.Shape)}. Give as many values as the dimensions' product.");
        }

        all[place] = TensorData.Of<float>(constant.Name, constant.Values, [.. constant.Shape]);
    }

    /// <summary>The size of the file that was loaded, with the data files that it names; 0 for a model that was not loaded.</summary>
    internal long FileBytes { get; private init; }

    /// <summary>Reads a file, and the external data files beside it.</summary>
    /// <exception cref="FrugalException">The file is missing, truncated, not ONNX, or its graph is broken.</exception>
    public static OnnxModel Load(string path)
    {
        var (proto, bytes) = OnnxFile.Read(path);
        return new(proto, path) { FileBytes = bytes };
    }

    /// <summary>Reads a model from the bytes of a file; <paramref name="name"/> is its name in messages.</summary>
    /// <exception cref="FrugalException">The bytes are truncated, not ONNX, or the graph is broken.</exception>
    public static OnnxModel Parse(byte[] bytes, string name) => new(OnnxFile.Parse(bytes, name), name);

    /// <summary>Writes the model to <paramref name="path"/> atomically.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => OnnxFile.Write(Proto, path);

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => Proto.ToByteArray();

    /// <summary>A copy that can be changed without changing this one.</summary>
    public OnnxModel Clone() => new(Proto.Clone(), Source);
}
