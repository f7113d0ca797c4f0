using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Op.add_Tensor.Call(this, target);
        public Tensor add(Tensor target, Scalar alpha) => Op.add_Tensor.Call(this, target, alpha);
        public Tensor add(Scalar scalar) => Op.add_Scalar.Call(this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Op.add_Scalar.Call(this, scalar, alpha);
        public Tensor sub(Tensor target) => Op.sub_Tensor.Call(this, target);
        public Tensor sub(Scalar target) => Op.sub_Scalar.Call(this, target);
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor mul(Tensor target) => Op.mul_Tensor.Call(this, target);
        public Tensor mul(Scalar target) => Op.mul_Scalar.Call(this, target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.div_Tensor_mode.Call(this, target, Name(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.div_Scalar_mode.Call(this, target, Name(rounding_mode));
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor floor_divide(Tensor other) => Op.floor_divide.Call(this, other);
        public Tensor floor_divide(Scalar other) => Op.floor_divide_Scalar.Call(this, other);
        public Tensor true_divide(Tensor other) => div(other);
        public Tensor true_divide(Scalar other) => div(other);
        public Tensor remainder(Tensor target) => Op.remainder_Tensor.Call(this, target);
        public Tensor remainder(Scalar scalar) => Op.remainder_Scalar.Call(this, scalar);
        public Tensor fmod(Tensor target) => Op.fmod_Tensor.Call(this, target);
        public Tensor fmod(Scalar scalar) => Op.fmod_Scalar.Call(this, scalar);
        public Tensor pow(Tensor exponent) => Op.pow_Tensor_Tensor.Call(this, exponent);
        public Tensor pow(Scalar exponent) => Op.pow_Tensor_Scalar.Call(this, exponent);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Op.addcmul.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Op.addcdiv.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Op.addcdiv.Call(this, tensor1, tensor2);
        public Tensor lerp(Tensor end, Tensor weight) => Op.lerp_Tensor.Call(this, end, weight);
        public Tensor maximum(Tensor other) => Op.maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Op.minimum.Call(this, other);

        private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
