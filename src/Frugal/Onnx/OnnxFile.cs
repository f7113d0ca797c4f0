using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Onnx;

/// <summary>Converts bytes to <see cref="ModelProto"/> and back, with one-line errors.</summary>
internal static class OnnxFile
{
    /// <summary>Protobuf's own limit: lengths are 32-bit signed.</summary>
    public const long LargestFile = int.MaxValue;

    /// <summary>Limit for nested protobuf messages; a subgraph in a node's attribute takes three levels.</summary>
    private const int DeepestNesting = 64;

    /// <summary>The IR version from which on an initializer need not be an input, and an input with an initializer is optional.</summary>
    private const int FirstOptionalInputs = 4;

    /// <returns>The model with its external data, and the total size of its files.</returns>
    public static (ModelProto Model, long Bytes) Read(string path)
    {
        var model = Parse(ReadBytes(path), path);
        return (model, ExternalData.Inline(model, path) + new FileInfo(path).Length);
    }

    public static ModelProto Parse(byte[] bytes, string name)
    {
        ModelProto model;
        try
        {
            using var memory = new MemoryStream(bytes, writable: false);
            using var input = CodedInputStream.CreateWithLimits(memory, int.MaxValue, DeepestNesting);
            model = ModelProto.Parser.ParseFrom(input);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or OverflowException or ArgumentException or OutOfMemoryException)
        {
            throw OnnxErrors.NotOnnx(name, bytes.Length == 0 ? "it is empty" : "its bytes cannot be decoded, it is cut off or of another kind", failure);
        }

        OnnxCheck.Model(model, name);
        DropOldInputs(model);
        return model;
    }

    /// <summary>
    /// Before IR version 4 every initializer is listed as an input too, and is a constant. From 4 on such an input has a default that a caller may
    /// override (IR specification, "Graphs"). An old file gets the form of version 4: its constants are no inputs.
    /// </summary>
    private static void DropOldInputs(ModelProto model)
    {
        if (model.IrVersion is > 0 and < FirstOptionalInputs)
        {
            var constants = model.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet();
            var fed = model.Graph.Input.Where(input => !constants.Contains(input.Name)).ToArray();
            model.Graph.Input.Clear();
            model.Graph.Input.AddRange(fed);
            model.IrVersion = FirstOptionalInputs;
        }
    }

    public static void Write(ModelProto model, string path)
    {
        var size = model.CalculateSize();
        AtomicFile.Write(path, file =>
        {
            using var packed = PackedFile.Is(path) ? PackedFile.Pack(file) : null;
            using var output = new CodedOutputStream(packed ?? file, Math.Min(size + 16, 1 << 20), leaveOpen: true);
            model.WriteTo(output);
        });
    }

    /// <summary>The bytes of an ONNX file, decompressed if it is packed.</summary>
    public static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
        {
            throw OnnxErrors.NotFound(path);
        }

        try
        {
            var length = new FileInfo(path).Length;
            return length > LargestFile ? throw OnnxErrors.TooLarge(path, length)
                : PackedFile.Is(path) ? PackedFile.Unpack(path)
                : File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw OnnxErrors.Unreadable(path, failure);
        }
    }
}
