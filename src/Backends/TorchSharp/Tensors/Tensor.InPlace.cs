using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add_(Tensor target) => Op.add__Tensor.InPlace(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Op.add__Tensor.InPlace(this, target, alpha);
        public Tensor add_(Scalar scalar) => Op.add__Scalar.InPlace(this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Op.add__Scalar.InPlace(this, scalar, alpha);
        public Tensor sub_(Tensor target) => Op.sub__Tensor.InPlace(this, target);
        public Tensor sub_(Scalar target) => Op.sub__Scalar.InPlace(this, target);
        public Tensor subtract_(Tensor target) => sub_(target);
        public Tensor subtract_(Scalar target) => sub_(target);
        public Tensor mul_(Tensor target) => Op.mul__Tensor.InPlace(this, target);
        public Tensor mul_(Scalar target) => Op.mul__Scalar.InPlace(this, target);
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Op.div__Tensor_mode.InPlace(this, target, Name(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Op.div__Scalar_mode.InPlace(this, target, Name(rounding_mode));
        public Tensor floor_divide_(Tensor other) => Op.floor_divide__Tensor.InPlace(this, other);
        public Tensor floor_divide_(Scalar other) => Op.floor_divide__Scalar.InPlace(this, other);
        public Tensor remainder_(Tensor target) => Op.remainder__Tensor.InPlace(this, target);
        public Tensor remainder_(Scalar scalar) => Op.remainder__Scalar.InPlace(this, scalar);
        public Tensor pow_(Tensor exponent) => Op.pow__Tensor.InPlace(this, exponent);
        public Tensor pow_(Scalar exponent) => Op.pow__Scalar.InPlace(this, exponent);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.addcmul_.InPlace(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Op.addcdiv_.InPlace(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Op.addcdiv_.InPlace(this, tensor1, tensor2);
        public Tensor lerp_(Tensor end, Tensor weight) => Op.lerp__Tensor.InPlace(this, end, weight);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.copy_.InPlace(this, source, nonBlocking);
        public Tensor fill_(Scalar value) => Op.fill__Scalar.InPlace(this, value);
        public Tensor zero_() => Op.zero_.InPlace(this);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Op.masked_fill__Scalar.InPlace(this, mask, value);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Op.clamp_.InPlace(this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Op.clamp__Tensor.InPlace(this, min, max);
        public Tensor clamp_min_(Scalar min) => Op.clamp_min_.InPlace(this, min);
        public Tensor clamp_max_(Scalar max) => Op.clamp_max_.InPlace(this, max);
    }
}
