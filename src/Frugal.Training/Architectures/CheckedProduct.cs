using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// <c>matmul</c> that checks its operands first. TorchSharp 0.107.0 does not catch the C++ exception of libtorch's <c>matmul</c> (its native
/// <c>THSTensor_matmul</c> is the only tensor operation without a handler), so incompatible operands would end the process.
/// </summary>
internal static class CheckedProduct
{
    /// <summary>The matrix product over the last two axes, (…, n, k) times (…, k, m) to (…, n, m); the axes before them broadcast. A vector counts as one row or column.</summary>
    /// <exception cref="FrugalException">The shapes or the types are incompatible.</exception>
    public static Tensor CheckedMatmul(this Tensor left, Tensor right)
    {
        var (a, b) = (left.shape, right.shape);
        if (a.Length == 0 || b.Length == 0)
        {
            throw Refusal("a matrix product is of vectors, matrices or batches of matrices; multiply a single number with mul");
        }

        var inner = b[b.Length == 1 ? 0 : ^2];
        if (a[^1] != inner)
        {
            throw Refusal($"the last axis of the first has {a[^1]} numbers, and the {(b.Length == 1 ? "only" : "last but one")} axis of the second {inner}; they must be equal. Transpose or reshape one of the two");
        }

        for (var back = 3; back <= Math.Min(a.Length, b.Length); back++)
        {
            if (a[^back] != b[^back] && a[^back] != 1 && b[^back] != 1)
            {
                throw Refusal($"the batches of {a[^back]} and {b[^back]} matrices do not broadcast; they must be equal, or one of them 1");
            }
        }

        return left.dtype == right.dtype ? left.matmul(right) : throw Refusal($"their types are {left.dtype} and {right.dtype}; convert one of the two with to_type");

        FrugalException Refusal(string cause) => new($"Matrix product of shapes ({string.Join(", ", a)}) and ({string.Join(", ", b)}): {cause}.");
    }
}
