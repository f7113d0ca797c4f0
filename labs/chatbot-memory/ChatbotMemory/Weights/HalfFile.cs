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
        throw new NotImplementedException("Task 3 - round to F16. Hint: TensorPrimitives.ConvertToHalf is vectorised; most weights are small, so look for large ones only if there are any.");
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
        throw new NotImplementedException("Task 3 - write the model in F16. Hint: GgufWriter.Copy for what stays; Add with a function that converts parts of GgufFile.Data for what changes. GgufWriter.Save replaces the file at the end.");
    }
}
