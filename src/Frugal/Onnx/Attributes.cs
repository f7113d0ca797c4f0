using Frugal.Onnx.Wire;
using Google.Protobuf;
using Kind = Frugal.Onnx.Wire.AttributeProto.Types.AttributeType;

namespace Frugal.Onnx;

/// <summary>Attributes of nodes, written and read with their defaults.</summary>
internal static class Attributes
{
    public static AttributeProto Of(string name, object value) => value switch
    {
        long i => new AttributeProto { Name = name, Type = Kind.Int, I = i },
        int i => new AttributeProto { Name = name, Type = Kind.Int, I = i },
        float f => new AttributeProto { Name = name, Type = Kind.Float, F = f },
        string s => new AttributeProto { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(s) },
        IEnumerable<long> ints => new AttributeProto { Name = name, Type = Kind.Ints, Ints = { ints } },
        IEnumerable<float> floats => new AttributeProto { Name = name, Type = Kind.Floats, Floats = { floats } },
        _ => throw new NotSupportedException($"attribute '{name}' of {value.GetType().Name}"),
    };

    /// <summary>The value of an attribute of the types that <see cref="Of"/> takes; null for others.</summary>
    public static object? Value(AttributeProto attribute) => attribute.Type switch
    {
        Kind.Int => attribute.I,
        Kind.Float => attribute.F,
        Kind.String => attribute.S.ToStringUtf8(),
        Kind.Ints => attribute.Ints.ToArray(),
        Kind.Floats => attribute.Floats.ToArray(),
        _ => null,
    };

    public static AttributeProto? Find(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    public static long Int(NodeProto node, string name, long otherwise) => Find(node, name)?.I ?? otherwise;

    public static float Float(NodeProto node, string name, float otherwise) => Find(node, name)?.F ?? otherwise;

    public static string String(NodeProto node, string name, string otherwise) => Find(node, name)?.S.ToStringUtf8() ?? otherwise;

    public static long[] Ints(NodeProto node, string name) => [.. Find(node, name)?.Ints ?? []];

    public static void Set(NodeProto node, string name, object value)
    {
        Remove(node, name);
        node.Attribute.Add(Of(name, value));
    }

    public static void Remove(NodeProto node, string name)
    {
        if (Find(node, name) is { } attribute)
        {
            node.Attribute.Remove(attribute);
        }
    }
}
