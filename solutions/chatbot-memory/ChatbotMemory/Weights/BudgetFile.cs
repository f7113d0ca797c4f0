using Frugal;
using Frugal.Llama;

namespace ChatbotMemory.Weights;

/// <summary>Quantises a model so that its file fits in a number of bytes.</summary>
public static class BudgetFile
{
    /// <summary>The types that are tried, from the most bits to the fewest.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0"];

    /// <summary>Writes the file with the first of <see cref="Types"/> whose whole file has at most <paramref name="bytes"/> bytes.</summary>
    /// <param name="source">A GGUF file in F16 or F32.</param>
    /// <param name="target">The file to write. If nothing fits, it stays as it was, and no other file is left.</param>
    /// <param name="bytes">The budget, 1 or more.</param>
    /// <param name="cancellation">Stops between two types; the target stays as it was.</param>
    /// <returns>The type.</returns>
    /// <exception cref="FrugalException">The source cannot be quantised, or even the smallest file is too large: the message gives its bytes and the budget.</exception>
    public static string Write(string source, string target, long bytes, CancellationToken cancellation = default)
    {
#if SOLUTION
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        var trial = $"{target}.{Guid.NewGuid():N}.trial";
        var length = 0L;
        try
        {
            foreach (var type in Types)
            {
                cancellation.ThrowIfCancellationRequested();
                LlamaQuantizer.Quantize(source, trial, LlamaFileType.Named(type));
                length = new FileInfo(trial).Length;
                if (length <= bytes)
                {
                    File.Move(trial, target, overwrite: true);
                    return type;
                }
            }
        }
        finally
        {
            File.Delete(trial);
        }

        throw new FrugalException(FormattableString.Invariant($"In {Types[^1]} the model takes {length:N0} bytes, and the budget is {bytes:N0}. Give a larger budget or a smaller model."));
#else
        throw new NotImplementedException("Task 4 - fit the model into the budget. Hint: LlamaQuantizer.Quantize into a file of another name beside the target, then File.Move.");
#endif
    }
}
