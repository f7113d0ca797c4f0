using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Op.abs.Call(this);
        public Tensor abs_() => Op.abs_.InPlace(this);
        public Tensor acos() => Op.acos.Call(this);
        public Tensor acos_() => Op.acos_.InPlace(this);
        public Tensor acosh() => Op.acosh.Call(this);
        public Tensor acosh_() => Op.acosh_.InPlace(this);
        public Tensor asin() => Op.asin.Call(this);
        public Tensor asin_() => Op.asin_.InPlace(this);
        public Tensor asinh() => Op.asinh.Call(this);
        public Tensor asinh_() => Op.asinh_.InPlace(this);
        public Tensor atan() => Op.atan.Call(this);
        public Tensor atan_() => Op.atan_.InPlace(this);
        public Tensor atanh() => Op.atanh.Call(this);
        public Tensor atanh_() => Op.atanh_.InPlace(this);
        public Tensor ceil() => Op.ceil.Call(this);
        public Tensor ceil_() => Op.ceil_.InPlace(this);
        public Tensor cos() => Op.cos.Call(this);
        public Tensor cos_() => Op.cos_.InPlace(this);
        public Tensor cosh() => Op.cosh.Call(this);
        public Tensor cosh_() => Op.cosh_.InPlace(this);
        public Tensor erf() => Op.erf.Call(this);
        public Tensor erf_() => Op.erf_.InPlace(this);
        public Tensor erfc() => Op.erfc.Call(this);
        public Tensor erfc_() => Op.erfc_.InPlace(this);
        public Tensor exp() => Op.exp.Call(this);
        public Tensor exp_() => Op.exp_.InPlace(this);
        public Tensor exp2() => Op.exp2.Call(this);
        public Tensor exp2_() => Op.exp2_.InPlace(this);
        public Tensor expm1() => Op.expm1.Call(this);
        public Tensor expm1_() => Op.expm1_.InPlace(this);
        public Tensor floor() => Op.floor.Call(this);
        public Tensor floor_() => Op.floor_.InPlace(this);
        public Tensor frac() => Op.frac.Call(this);
        public Tensor frac_() => Op.frac_.InPlace(this);
        public Tensor log() => Op.log.Call(this);
        public Tensor log_() => Op.log_.InPlace(this);
        public Tensor log10() => Op.log10.Call(this);
        public Tensor log10_() => Op.log10_.InPlace(this);
        public Tensor log1p() => Op.log1p.Call(this);
        public Tensor log1p_() => Op.log1p_.InPlace(this);
        public Tensor log2() => Op.log2.Call(this);
        public Tensor log2_() => Op.log2_.InPlace(this);
        public Tensor neg() => Op.neg.Call(this);
        public Tensor neg_() => Op.neg_.InPlace(this);
        public Tensor reciprocal() => Op.reciprocal.Call(this);
        public Tensor reciprocal_() => Op.reciprocal_.InPlace(this);
        public Tensor relu() => Op.relu.Call(this);
        public Tensor relu_() => Op.relu_.InPlace(this);
        public Tensor rsqrt() => Op.rsqrt.Call(this);
        public Tensor rsqrt_() => Op.rsqrt_.InPlace(this);
        public Tensor sigmoid() => Op.sigmoid.Call(this);
        public Tensor sigmoid_() => Op.sigmoid_.InPlace(this);
        public Tensor sign() => Op.sign.Call(this);
        public Tensor sign_() => Op.sign_.InPlace(this);
        public Tensor sin() => Op.sin.Call(this);
        public Tensor sin_() => Op.sin_.InPlace(this);
        public Tensor sinh() => Op.sinh.Call(this);
        public Tensor sinh_() => Op.sinh_.InPlace(this);
        public Tensor sqrt() => Op.sqrt.Call(this);
        public Tensor sqrt_() => Op.sqrt_.InPlace(this);
        public Tensor tan() => Op.tan.Call(this);
        public Tensor tan_() => Op.tan_.InPlace(this);
        public Tensor tanh() => Op.tanh.Call(this);
        public Tensor tanh_() => Op.tanh_.InPlace(this);
        public Tensor trunc() => Op.trunc.Call(this);
        public Tensor trunc_() => Op.trunc_.InPlace(this);
        public Tensor square() => Op.square.Call(this);
        public Tensor negative() => neg();
        public Tensor round(long decimals = 0) => Op.round_decimals.Call(this, decimals);
        public Tensor round_(long decimals = 0) => Op.round__decimals.InPlace(this, decimals);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Op.clamp.Call(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Op.clamp_Tensor.Call(this, min, max);
        public Tensor clamp_min(Scalar min) => Op.clamp_min.Call(this, min);
        public Tensor clamp_max(Scalar max) => Op.clamp_max.Call(this, max);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Op.nan_to_num.Call(this, nan, posinf, neginf);
    }
}
