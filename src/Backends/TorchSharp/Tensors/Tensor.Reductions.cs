using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Op.sum.Call(this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Op.sum_dim_IntList.Call(this, dim, keepdim, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);
        public Tensor mean() => Op.mean.Call(this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Op.mean_dim.Call(this, dimensions, keepdim, type);
        public Tensor var(bool unbiased = true) => Op.var.Call(this, unbiased);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Cast(Op.var_dim.Call(this, dimensions, unbiased, keepdim), type);
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(dimensions.ToArray(), unbiased, keepdim, type);
        public Tensor std(bool unbiased = true) => Op.std.Call(this, unbiased);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Cast(Op.std_dim.Call(this, dimensions, unbiased, keepdim), type);
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(dimensions.ToArray(), unbiased, keepdim, type);
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Op.std_mean.CallPair(this, unbiased);
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim], unbiased, keepdim, type);
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (std, mean) = Op.std_mean_dim.CallPair(this, dimensions, unbiased, keepdim);
            return (Cast(std, type), Cast(mean, type));
        }
        public Tensor prod(ScalarType? type = null) => Op.prod.Call(this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Op.prod_dim_int.Call(this, dim, keepdim, type);
        public Tensor cumsum(long dim, ScalarType? type = null) => Op.cumsum.Call(this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Op.cumprod.Call(this, dim, type);
        public Tensor max() => Op.max.Call(this);
        public Tensor max(Tensor other) => Op.max_other.Call(this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Op.max_dim.CallPair(this, dim, keepdim);
        public Tensor min() => Op.min.Call(this);
        public Tensor min(Tensor other) => Op.min_other.Call(this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Op.min_dim.CallPair(this, dim, keepdim);
        public Tensor amax(params long[] dims) => Op.amax.Call(this, dims);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Op.amax.Call(this, dims, keepdim), @out);
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);
        public Tensor amin(params long[] dims) => Op.amin.Call(this, dims);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Op.amin.Call(this, dims, keepdim), @out);
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);
        public Tensor argmax() => Op.argmax.Call(this);
        public Tensor argmax(long dim, bool keepdim = false) => Op.argmax.Call(this, dim, keepdim);
        public Tensor argmin() => Op.argmin.Call(this);
        public Tensor argmin(long dim, bool keepdim = false) => Op.argmin.Call(this, dim, keepdim);
        public Tensor all() => Op.all.Call(this);
        public Tensor all(long dim, bool keepdim = false) => Op.all_dim.Call(this, dim, keepdim);
        public Tensor any() => Op.any.Call(this);
        public Tensor any(long dim, bool keepdim = false) => Op.any_dim.Call(this, dim, keepdim);
        public Tensor argsort(long dim = -1, bool descending = false) => Op.argsort.Call(this, dim, descending);
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Op.sort_stable.CallPair(this, stable, dim, descending);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Op.topk.CallPair(this, k, dim, largest, sorted);
        public Tensor norm(float p = 2) => Op.norm_Scalar.Call(this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Op.norm_ScalarOpt_dim.Call(this, (double)p, new long[] { dim }, keepdim);
        public Tensor logsumexp(long dim, bool keepdim = false) => Op.logsumexp.Call(this, new[] { dim }, keepdim);
        public Tensor median() => Op.median.Call(this);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Op.quantile.Call(this, q, dim, keepdim);
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Op.count_nonzero.Call(this) : Op.count_nonzero_dim_IntList.Call(this, dims);
        public Tensor bincount(Tensor? weights, long minlength = 0) => Op.bincount.Call(this, weights, minlength);
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Op.histc.Call(this, bins, min, max);
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is int one
                ? Op.unique_dim.CallTriple(this, (long)one, sorted, return_inverse, return_counts)
                : Op._unique2.CallTriple(this, sorted, return_inverse, return_counts);
            return (output, return_inverse ? inverse : null, return_counts ? counts : null);
        }

        private static Tensor Cast(Tensor tensor, ScalarType? type) => type is ScalarType target ? tensor.to_type(target, disposeAfter: true) : tensor;

        private static Tensor Into(Tensor result, Tensor? target)
        {
            if (target is null)
                return result;
            Op.resize_.Run(target, result.shape);
            _ = target.copy_(result);
            result.Dispose();
            return target;
        }
    }
}
