using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Frugal.Gguf;

namespace ChatbotMemory.Weights;

/// <summary>Stores the weights of a model in F16: half of the bytes of F32.</summary>
public static class HalfFile
{
    /// <summary>The largest finite F16.</summary>
    public const float Largest = 65504;

    /// <summary>
    /// Rounds numbers to F16, to the nearest one, ties to the even one. A number beyond <see cref="Largest"/>, infinite ones too, becomes the largest with its sign: one infinite weight would make every
    /// answer NaN. NaN stays NaN.
    /// </summary>
    /// <param name="values">The numbers.</param>
    /// <param name="halves">Receives as many.</param>
    /// <returns>How many numbers were beyond the largest. 65504.5 is beyond it, although plain rounding would give the largest.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int Convert(ReadOnlySpan<float> values, Span<Half> halves)
    {
#if SOLUTION
        if (values.Length != halves.Length)
        {
            throw new ArgumentException($"{values.Length} numbers do not fit in {halves.Length} places.");
        }

        TensorPrimitives.ConvertToHalf(values, halves);
        if (values.IsEmpty || Math.Abs(TensorPrimitives.MaxMagnitude(values)) <= Largest)   // false for NaN too
        {
            return 0;
        }

        var beyond = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) > Largest)
            {
                beyond++;
                halves[i] = values[i] > 0 ? Half.MaxValue : Half.MinValue;
            }
        }

        return beyond;
#else
        throw new NotImplementedException("Task 3 - round to F16. Hint: TensorPrimitives.ConvertToHalf is vectorised; most weights are small, so look for large ones only if there are any.");
#endif
    }

    /// <summary>
    /// Writes a model again: tensors in F32 with 2 or more dimensions become F16; vectors, such as the weights of normalisations, and tensors of other types stay as they are. Order, names, shapes and
    /// metadata stay, but <c>general.file_type</c> becomes 1 (mostly F16). A tensor passes through buffers of at most 4 MB, also where a single
    /// row is longer, so a model larger than the memory can be written.
    /// </summary>
    /// <param name="source">A GGUF file.</param>
    /// <param name="target">The file to write; until it is complete, an older file of that name stays.</param>
    /// <returns>The numbers beyond <see cref="Largest"/>, in all tensors together.</returns>
    /// <exception cref="Frugal.FrugalException">The source cannot be read or the target not written.</exception>
    public static long Write(string source, string target)
    {
#if SOLUTION
        using var file = GgufFile.Open(source);
        var writer = new GgufWriter(file.Architecture).Set(file.Metadata).Set("general.file_type", 1u);
        var beyond = 0L;
        foreach (var tensor in file.Tensors)
        {
            if (tensor.Type == GgufType.F32 && tensor.Shape.Count > 1)
            {
                writer.Add(tensor.Name, tensor.Shape, GgufType.F16, stream => beyond += Write(file, tensor, stream));
            }
            else
            {
                writer.Copy(file, tensor);
            }
        }

        writer.Save(target);
        return beyond;
#else
        throw new NotImplementedException("Task 3 - write the model in F16. Hint: GgufWriter.Copy for what stays; Add with a function that converts parts of GgufFile.Data for what changes. GgufWriter.Save replaces the file at the end.");
#endif
    }
#if SOLUTION

    private static long Write(GgufFile file, GgufTensor tensor, Stream stream)
    {
        var (halves, beyond) = (new Half[1 << 18], 0L);
        for (var row = 0L; row < tensor.Rows; row++)
        {
            var floats = MemoryMarshal.Cast<byte, float>(file.Data(tensor, row, 1));   // a view of the mapped file
            while (!floats.IsEmpty)
            {
                var part = halves.AsSpan(0, Math.Min(halves.Length, floats.Length));
                beyond += Convert(floats[..part.Length], part);
                stream.Write(MemoryMarshal.AsBytes(part));
                floats = floats[part.Length..];
            }
        }

        return beyond;
    }
#endif
}
