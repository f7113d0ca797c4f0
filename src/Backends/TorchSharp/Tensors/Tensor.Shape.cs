using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Op.reshape.Call(this, shape);
        public Tensor view(params long[] shape) => Op.view.Call(this, shape);
        public Tensor view_as(Tensor other) => view(other.shape);
        public Tensor permute(params long[] permutation) => Op.permute.Call(this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute([.. permutation]);
        public Tensor transpose(long dim0, long dim1) => Op.transpose_int.Call(this, dim0, dim1);
        public Tensor t() => Op.t.Call(this);
        public Tensor T => Op.numpy_T.Call(this);
        public Tensor mT => Op.mT.Call(this);
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor squeeze(long? dim = null) => dim is long one ? Op.squeeze_dim.Call(this, one) : Op.squeeze.Call(this);
        public Tensor unsqueeze(long dim) => Op.unsqueeze.Call(this, dim);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.flatten_using_ints.Call(this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes) => view(Spread(dim, sizes));
        public Tensor expand(params long[] sizes) => Op.expand.Call(this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.expand.Call(this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);
        public Tensor expand_as(Tensor other) => expand(other.shape);
        public Tensor broadcast_to(params long[] shape) => expand(shape);
        public Tensor repeat(params long[] sizes) => Op.repeat.Call(this, sizes);
        public Tensor tile(long[] reps) => Op.tile.Call(this, reps);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Op.repeat_interleave_self_int.Call(this, repeats, dim, output_size);
        public Tensor contiguous() => Op.contiguous.Call(this);
        public Tensor clone() => Op.clone.Call(this);
        public Tensor alias() => new(NativeMethods.frugal_alias(Handle));
        public Tensor flip(params long[] dims) => Op.flip.Call(this, dims);
        public Tensor roll(long shifts, long? dims = null) => Op.roll.Call(this, new[] { shifts }, dims is long one ? new[] { one } : Array.Empty<long>());
        public Tensor roll(long[] shifts, long[] dims) => Op.roll.Call(this, shifts, dims);
        public Tensor movedim(long[] source, long[] destination) => Op.movedim_intlist.Call(this, source, destination);
        public Tensor diag(long diagonal = 0) => Op.diag.Call(this, diagonal);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.diagonal.Call(this, offset, dim1, dim2);
        public Tensor tril(long diagonal = 0) => Op.tril.Call(this, diagonal);
        public Tensor triu(long diagonal = 0) => Op.triu.Call(this, diagonal);
        public Tensor unfold(long dimension, long size, long step) => Op.unfold.Call(this, dimension, size, step);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Op.as_strided.Call(this, size, strides, storageOffset);
        public Tensor[] split(long size, int dim = 0) => Op.split_Tensor.CallList(this, size, (long)dim);
        public Tensor[] split(params long[] sizes) => split(sizes, 0L);
        public Tensor[] split(long[] sizes, long dim = 0) => Op.split_with_sizes.CallList(this, sizes, dim);
        public Tensor[] chunk(long chunks, long dim = 0) => Op.chunk.CallList(this, chunks, dim);
        public Tensor[] unbind(long dimension = 0) => Op.unbind_int.CallList(this, dimension);

        // The shape with one dimension spread over several.
        private long[] Spread(long dim, long[] sizes)
        {
            long[] before = shape;
            int at = (int)(dim < 0 ? dim + before.Length : dim);
            return [.. before[..at], .. sizes, .. before[(at + 1)..]];
        }
    }
}
