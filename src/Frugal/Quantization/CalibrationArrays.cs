using System.Runtime.InteropServices;
using Frugal.Data;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Quantization;

/// <summary>
/// Calibration data for models with any inputs: a folder with one NumPy file for each input, <c>NAME.npy</c>, whose first axis counts examples.
/// </summary>
public static class CalibrationArrays
{
    private const int BatchSize = 16;

    /// <summary>Whether <paramref name="folder"/> holds NumPy files.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.npy").Any();

    /// <summary>Reads the arrays and yields them a few examples at a time.</summary>
    /// <param name="model">The model that they are for.</param>
    /// <param name="folder">The folder that holds the files.</param>
    /// <exception cref="FrugalException">A file is missing or not an array, or the files hold different numbers of examples.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Read(OnnxModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(folder);
        var arrays = model.Inputs.Select(input => (Input: input, Array: NpyFile.Read(Find(folder, input.Name)))).ToArray();
        var counts = arrays.Select(entry => entry.Array.Shape is [var first, ..] ? first : 1).Distinct().ToArray();
        if (counts is not [var count])
        {
            throw new FrugalException($"{folder}: the arrays hold {string.Join(", ", counts)} examples. Give all inputs the same number along the first axis.");
        }

        var size = arrays.Select(entry => entry.Input.Shape is [{ } declared, ..] ? declared : BatchSize).Min();
        return Batches(arrays, count, Math.Max(1, Math.Min(size, count)), arrays.Any(entry => entry.Input.Shape is [{ }, ..]));
    }

    private static IEnumerable<IReadOnlyDictionary<string, OrtValue>> Batches((OnnxValueInfo Input, NpyFile Array)[] arrays, long count, long size, bool whole)
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

    private static string Find(string folder, string input)
    {
        var path = Path.Combine(folder, string.Concat(input.Select(c => Path.GetInvalidFileNameChars().Contains(c) ? '_' : c)) + ".npy");
        return File.Exists(path) ? path : throw new FrugalException($"{path}: missing; the model's input '{input}' needs it. Save the input's examples there with numpy.save.");
    }
}
