using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Onnx;

/// <summary>A model in the ONNX format, in memory. What Frugal does not know of a file is kept when it is written again.</summary>
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

    /// <summary>The version of the ai.onnx operators that the model speaks.</summary>
    public long Opset => Proto.OpsetImport.Where(opset => OnnxCheck.IsDefault(opset.Domain)).Max(opset => opset.Version);

    /// <summary>What has to be fed; initializers that old files list among the inputs are left out.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs
    {
        get
        {
            var constants = Proto.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
            return [.. Proto.Graph.Input.Where(input => !constants.Contains(input.Name)).Select(OnnxValueInfo.From)];
        }
    }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs => [.. Proto.Graph.Output.Select(OnnxValueInfo.From)];

    /// <summary>What the graph computes, in an order in which it can be computed.</summary>
    public IReadOnlyList<OnnxNode> Nodes => [.. Proto.Graph.Node.Select(OnnxNode.From)];

    /// <summary>How many numbers the initializers hold.</summary>
    public long Parameters => Proto.Graph.Initializer.Sum(tensor => tensor.Dims.Aggregate(1L, (product, dim) => product * dim));

    /// <summary>What the file says of its preparation, classes and data set; setting it writes the file's metadata.</summary>
    public ModelMetadata Metadata
    {
        get => ModelMetadataKeys.Read(this);
        set => ModelMetadataKeys.Write(Proto, value);
    }

    internal ModelProto Proto { get; }

    /// <summary>Reads a file, and the external data files beside it.</summary>
    /// <exception cref="FrugalException">The file is missing, cut off, not ONNX, or its graph is broken.</exception>
    public static OnnxModel Load(string path) => new(OnnxFile.Read(path), path);

    /// <summary>Reads a model from the bytes of a file; <paramref name="name"/> stands for it in messages.</summary>
    /// <exception cref="FrugalException">The bytes are cut off, not ONNX, or the graph is broken.</exception>
    public static OnnxModel Parse(byte[] bytes, string name) => new(OnnxFile.Parse(bytes, name), name);

    /// <summary>Writes the model to <paramref name="path"/>, whole or not at all.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => OnnxFile.Write(Proto, path);

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => Proto.ToByteArray();

    /// <summary>A copy that can be changed without changing this one.</summary>
    public OnnxModel Clone() => new(Proto.Clone(), Source);
}
