using TorchSharp;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>The best low-rank approximation of matrices, from their singular values (Eckart and Young 1936).</summary>
/// <param name="Left">(B, M, r).</param>
/// <param name="Right">(B, r, N): the product of both approximates the matrices.</param>
/// <param name="Rank">Singular directions kept, r.</param>
/// <param name="RelativeError">Frobenius norm of the error relative to that of the matrices.</param>
internal sealed record SpectralSplit(Tensor Left, Tensor Right, int Rank, double RelativeError)
{
    /// <summary>Splits matrices (B, M, N), all to the same rank; both factors take the square root of the singular values.</summary>
    public static SpectralSplit Of(Tensor matrices, RankChoice choice, string layer)
    {
        using var scope = NewDisposeScope();
        var wide = matrices.detach().to_type(ScalarType.Float64);
        if (!double.IsFinite(wide.sum().ToDouble()))
        {
            throw FactorizationErrors.NotFinite(layer);
        }

        var (u, s, vh) = linalg.svd(wide, fullMatrices: false);   // (B, M, q), (B, q), (B, q, N)
        double[] energies = [.. s.mul(s).sum(dim: 0).data<double>()];
        var rank = choice.Of(energies);
        var root = s.narrow(1, 0, rank).sqrt();
        var left = u.narrow(2, 0, rank).mul(root.unsqueeze(1)).to_type(matrices.dtype);
        var right = vh.narrow(1, 0, rank).mul(root.unsqueeze(2)).to_type(matrices.dtype);
        var total = energies.Sum();
        var error = total > 0 ? Math.Sqrt(energies.Skip(rank).Sum() / total) : 0;
        return new SpectralSplit(left.MoveToOuterDisposeScope(), right.MoveToOuterDisposeScope(), rank, error);
    }
}
