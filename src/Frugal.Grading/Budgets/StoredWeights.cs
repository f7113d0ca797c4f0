using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Grading.Budgets;

/// <summary>How an ONNX file stores its weights, told by its tensors and not by its name or its metadata.</summary>
/// <param name="Shipped">The file and the external data files that it names.</param>
/// <param name="Integers">Weights of 8 bits or fewer (int8, uint8, int4, uint4) that the outputs depend on.</param>
/// <param name="Wide">Weights in floating point or in wider integers, whether anything uses them or not. Scales, zero points, integer biases and
/// tensors of fewer than 16 numbers are not weights.</param>
/// <param name="FakeQuantized">Floating-point weights that the graph rounds when it runs (QuantizeLinear, then DequantizeLinear), by name: they look
/// quantised to the engine and are stored in full.</param>
/// <param name="IgnoresInput">Whether no output depends on the numbers of any input.</param>
public sealed record StoredWeights(ByteSize Shipped, ByteSize Integers, ByteSize Wide, IReadOnlyList<string> FakeQuantized, bool IgnoresInput)
{
    /// <summary>The share of the weights' bytes that are integers of 8 bits or fewer, in [0, 1]; 0 for a file without weights.</summary>
    public double IntegerShare => Integers.Bytes + Wide.Bytes is > 0 and var all ? (double)Integers.Bytes / all : 0;

    /// <summary>Opens the file at <paramref name="path"/> and counts.</summary>
    /// <exception cref="FrugalException">The file, or one that it names, is missing or broken.</exception>
    public static StoredWeights Of(string path)
    {
        var model = OnnxModel.Load(path);
        var weights = WeightWalk.Over(model.Proto);
        return new StoredWeights(ShippedBytes.Of(path), new ByteSize(weights.Integers), new ByteSize(weights.Wide), weights.FakeQuantized, weights.IgnoresInput);
    }

    /// <summary>Throws where the file is not what it is given out for.</summary>
    /// <param name="share">The least <see cref="IntegerShare"/>.</param>
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
