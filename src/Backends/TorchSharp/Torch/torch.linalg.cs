using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        /// <summary>The singular value decomposition U diag(S) Vh of matrices; without fullMatrices, U and Vh have as many columns and rows as there are singular values.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Op.linalg_svd.CallTriple(input, fullMatrices);
    }
}
