using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Op.eq_Tensor.Call(this, target);
        public Tensor eq(Scalar target) => Op.eq_Scalar.Call(this, target);
        public Tensor ne(Tensor target) => Op.ne_Tensor.Call(this, target);
        public Tensor ne(Scalar target) => Op.ne_Scalar.Call(this, target);
        public Tensor lt(Tensor target) => Op.lt_Tensor.Call(this, target);
        public Tensor lt(Scalar target) => Op.lt_Scalar.Call(this, target);
        public Tensor le(Tensor target) => Op.le_Tensor.Call(this, target);
        public Tensor le(Scalar target) => Op.le_Scalar.Call(this, target);
        public Tensor gt(Tensor target) => Op.gt_Tensor.Call(this, target);
        public Tensor gt(Scalar target) => Op.gt_Scalar.Call(this, target);
        public Tensor ge(Tensor target) => Op.ge_Tensor.Call(this, target);
        public Tensor ge(Scalar target) => Op.ge_Scalar.Call(this, target);
        public Tensor equal(Tensor target) => eq(target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor less(Tensor target) => lt(target);
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor greater(Tensor target) => gt(target);
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor isnan() => Op.isnan.Call(this);
        public Tensor isinf() => Op.isinf.Call(this);
        public Tensor isfinite() => Op.isfinite.Call(this);
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => Op.isclose.Call(this, other, rtol, atol, nanEqual);
        public Tensor logical_and(Tensor other) => Op.logical_and.Call(this, other);
        public Tensor logical_or(Tensor other) => Op.logical_or.Call(this, other);
        public Tensor logical_xor(Tensor other) => Op.logical_xor.Call(this, other);
        public Tensor logical_not() => Op.logical_not.Call(this);
        public Tensor bitwise_and(Tensor other) => Op.bitwise_and_Tensor.Call(this, other);
        public Tensor bitwise_or(Tensor other) => Op.bitwise_or_Tensor.Call(this, other);
        public Tensor bitwise_xor(Tensor other) => Op.bitwise_xor_Tensor.Call(this, other);
        public Tensor bitwise_not() => Op.bitwise_not.Call(this);
    }
}
