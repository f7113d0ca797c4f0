using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>How an ONNX file stores its weights, determined from its tensors, not from its name or metadata.</summary>
/// <param name="Shipped">The size of the file and the external data files that it references.</param>
/// <param name="Integers">Weights of 8 bits or fewer (int8, uint8, int4, uint4) that the outputs depend on.</param>
/// <param name="Wide">Weights in floating point or in wider integers, used or unused. Scales, zero points, integer biases and
/// tensors with fewer than 16 elements do not count as weights.</param>
/// <param name="FakeQuantized">Names of floating-point weights that the graph rounds at run time (QuantizeLinear, then DequantizeLinear): the engine
/// treats them as quantised, but they are stored in full precision.</param>
/// <param name="IgnoresInput">Whether no output depends on the values of any input.</param>
public sealed record StoredWeights(ByteSize Shipped, ByteSize Integers, ByteSize Wide, IReadOnlyList<string> FakeQuantized, bool IgnoresInput)
{
    /// <summary>The share of the weights' bytes that are integers of 8 bits or fewer, in [0, 1]; 0 for a file without weights.</summary>
    public double IntegerShare => Integers.Bytes + Wide.Bytes is > 0 and var all ? (double)Integers.Bytes / all : 0;

    /// <summary>The number format that the file's metadata names: "int8".</summary>
    public string Format { get; init; } = "";

    /// <summary>The names of integer weights of several output channels that share one scale: quantised per tensor, not per channel.</summary>
    public IReadOnlyList<string> OneScale { get; init; } = [];

    /// <summary>Reads the file at <paramref name="path"/>, in a contained process, and counts its weights.</summary>
    /// <exception cref="FrugalException">The file, or one that it references, is missing or broken.</exception>
    public static StoredWeights Of(string path)
    {
        var facts = MeasuringProcess.Facts(path);
        return facts.Incomplete
            ? throw new FrugalException($"{path}: a data file that it names is missing. Write the model with its data files in the same folder.")
            : new StoredWeights(ShippedBytes.Of(path, facts), new ByteSize(facts.Integers), new ByteSize(facts.Wide), facts.FakeQuantized, facts.IgnoresInput) { Format = facts.Format, OneScale = facts.OneScale };
    }

    /// <summary>Throws if the weights are not stored as integers.</summary>
    /// <param name="share">The minimum <see cref="IntegerShare"/>.</param>
    /// <exception cref="GradingException"><see cref="Cause.Cheating"/>.</exception>
    public void Demand(double share)
    {
        if (IgnoresInput)
        {
            throw BudgetFailures.IgnoresInput();
        }

        if (FakeQuantized.Count > 0)
        {
            throw BudgetFailures.FakeQuantized(FakeQuantized);
        }

        if (IntegerShare < share)
        {
            throw BudgetFailures.StoredWide(this, share);
        }
    }
}
