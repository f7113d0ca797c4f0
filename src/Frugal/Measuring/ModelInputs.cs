using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Frugal.Measuring;

/// <summary>Makes seeded random inputs of the shapes and types that a model declares.</summary>
/// <remarks>Floats are uniform in [0, 1), bytes over their range, other integers 0 or 1 (valid as token ids, masks and positions), booleans true.</remarks>
internal static class ModelInputs
{
    public static IReadOnlyDictionary<string, OrtValue> Create(string path, InferenceSession session, ModelRunOptions options)
    {
        var open = session.InputMetadata.Values.Where(input => input.IsTensor)
            .SelectMany(input => input.SymbolicDimensions).Where(name => name.Length > 0).ToHashSet();
        if (options.Dimensions.Keys.Where(name => !open.Contains(name)).ToArray() is { Length: > 0 } unknown)
        {
            throw ModelFailure.Dimension(path, unknown, open.Order());
        }

        var random = new Random(options.Seed);
        var values = new SortedDictionary<string, OrtValue>(StringComparer.Ordinal);
        foreach (var name in session.InputNames)
        {
            values[name] = Fill(path, name, session.InputMetadata[name], Shape(path, name, session.InputMetadata[name], options), random);
        }

        return values;
    }

    /// <summary>The declared shape with its open dimensions filled in.</summary>
    public static long[] Shape(string path, string name, NodeMetadata input, ModelRunOptions options)
    {
        if (!input.IsTensor || input.IsString)
        {
            throw ModelFailure.Input(path, name, input.IsTensor ? "of strings" : $"a {input.OnnxValueType.ToString()[10..].ToLowerInvariant()}");
        }

        var shape = new long[input.Dimensions.Length];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var declared = input.Dimensions[axis];
            var symbol = input.SymbolicDimensions[axis];
            shape[axis] = declared >= 0 ? declared : options.Dimensions.TryGetValue(symbol, out var given) ? given : axis == 0 ? options.Batch : 1;
        }

        if (shape.Length > 1 && options.Batch != 1 && shape[0] != options.Batch && input.Dimensions[0] >= 0)
        {
            throw ModelFailure.Batch(path, name, input.Dimensions[0], options.Batch);
        }

        return shape;
    }

    private static OrtValue Fill(string path, string name, NodeMetadata input, long[] shape, Random random)
    {
        var count = shape.Aggregate(1L, (product, size) => product > int.MaxValue ? product : product * size);
        if (count > int.MaxValue / 8)
        {
            throw ModelFailure.TooLarge(path, name, string.Join('x', shape));
        }

        OrtValue Values<T>(Func<T> next) where T : unmanaged
        {
            var data = new T[count];
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = next();
            }

            return OrtValue.CreateTensorValueFromMemory(data, shape);
        }

        return input.ElementDataType switch
        {
            TensorElementType.Float => Values(random.NextSingle),
            TensorElementType.Double => Values(random.NextDouble),
            TensorElementType.Float16 => Values(() => new Float16(BitConverter.HalfToUInt16Bits((Half)random.NextSingle()))),
            TensorElementType.BFloat16 => Values(() => new BFloat16((ushort)(BitConverter.SingleToUInt32Bits(random.NextSingle()) >> 16))),
            TensorElementType.UInt8 => Values(() => (byte)random.Next(256)),
            TensorElementType.Int8 => Values(() => (sbyte)random.Next(-128, 128)),
            TensorElementType.Int16 => Values(() => (short)random.Next(2)),
            TensorElementType.UInt16 => Values(() => (ushort)random.Next(2)),
            TensorElementType.Int32 => Values(() => random.Next(2)),
            TensorElementType.UInt32 => Values(() => (uint)random.Next(2)),
            TensorElementType.Int64 => Values(() => (long)random.Next(2)),
            TensorElementType.UInt64 => Values(() => (ulong)random.Next(2)),
            TensorElementType.Bool => Values(() => true),
            var other => throw ModelFailure.Input(path, name, $"of {other}"),
        };
    }
}
