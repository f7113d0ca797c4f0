using System.Runtime.InteropServices;
using Frugal.Data;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Quantization;

/// <summary>A folder with one NumPy file for each input of the model, <c>NAME.npy</c>, whose first axis counts examples.</summary>
internal sealed class ArraySamples(string folder) : CalibrationData
{
    public override string Description => $"arrays in {folder}";

    public override IEnumerable<IReadOnlyDictionary<string, OrtValue>> Batches(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var arrays = model.Inputs.Select(input => (Input: input, Array: NpyFile.Read(Find(input.Name)))).ToArray();
        var counts = arrays.Select(entry => entry.Array.Shape is [var first, ..] ? first : 1).Distinct().ToArray();
        if (counts is not [var count])
        {
            throw new FrugalException($"{folder}: the arrays hold {string.Join(", ", counts)} examples. Give all inputs the same number along the first axis.");
        }

        var size = arrays.Select(entry => entry.Input.Shape is [{ } declared, ..] ? declared : BatchSize).Min();
        return Read(arrays, count, Math.Max(1, Math.Min(size, count)), arrays.Any(entry => entry.Input.Shape is [{ }, ..]));
    }

    private static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Read((OnnxValueInfo Input, NpyFile Array)[] arrays, long count, long size, bool whole)
    {
        for (var first = 0L; first + (whole ? size : 1) <= count; first += size)
        {
            var here = Math.Min(size, count - first);
            yield return arrays.ToDictionary(entry => entry.Input.Name, entry => Slice(entry.Array, first, here));
        }
    }

    private static OrtValue Slice(NpyFile array, long first, long count)
    {
        var row = array.Bytes.Length / (int)Math.Max(1, array.Shape is [var rows, ..] ? rows : 1);
        var bytes = array.Bytes.AsSpan((int)first * row, (int)count * row);
        long[] shape = array.Shape.Length == 0 ? [] : [count, .. array.Shape[1..]];
        return array.Type switch
        {
            "f4" => Value<float>(bytes, shape),
            "f8" => Value<double>(bytes, shape),
            "i4" => Value<int>(bytes, shape),
            "i8" => Value<long>(bytes, shape),
            "b1" => Value<bool>(bytes, shape),
            _ => Value<byte>(bytes, shape),
        };
    }

    private static OrtValue Value<T>(ReadOnlySpan<byte> bytes, long[] shape) where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), shape);

    private string Find(string input)
    {
        var path = Path.Combine(folder, string.Concat(input.Select(c => Path.GetInvalidFileNameChars().Contains(c) ? '_' : c)) + ".npy");
        return File.Exists(path) ? path : throw new FrugalException($"{path}: missing; the model's input '{input}' needs it. Save the input's examples there with numpy.save.");
    }
}
