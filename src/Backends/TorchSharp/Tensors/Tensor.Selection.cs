using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) => Op.narrow.Call(this, dim, start, length);
        public Tensor select(long dim, long index) => Op.select_int.Call(this, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) => Op.slice_Tensor.Call(this, dim, start, finish, step);
        public Tensor index_select(long dim, Tensor index) => Op.index_select.Call(this, dim, index);
        public Tensor gather(long dim, Tensor index) => Op.gather.Call(this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Op.scatter_src.Call(this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Op.scatter__src.InPlace(this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Op.scatter_add.Call(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Op.scatter_add_.InPlace(this, dim, index, src);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Op.index_add.Call(this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Op.index_add_.InPlace(this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Op.index_copy_.InPlace(this, dim, index, source);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Op.index_fill__int_Scalar.InPlace(this, dim, index, value);
        public Tensor masked_fill(Tensor mask, Scalar value) => Op.masked_fill_Scalar.Call(this, mask, value);
        public Tensor masked_select(Tensor mask) => Op.masked_select.Call(this, mask);
        public Tensor masked_scatter(Tensor mask, Tensor value) => Op.masked_scatter.Call(this, mask, value);
        public Tensor where(Tensor condition, Tensor y) => Op.where_self.Call(condition, this, y);
        public Tensor take(Tensor index) => Op.take.Call(this, index);
        public Tensor nonzero() => Op.nonzero.Call(this);
        public Tensor argwhere() => Op.argwhere.Call(this);
    }
}
