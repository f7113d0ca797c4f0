using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public unsafe long[] shape => new ReadOnlySpan<long>(NativeMethods.frugal_sizes(Handle), NativeMethods.frugal_dimensions(Handle)).ToArray();

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public unsafe long[] stride() => new ReadOnlySpan<long>(NativeMethods.frugal_strides(Handle), NativeMethods.frugal_dimensions(Handle)).ToArray();

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public long Dimensions => NativeMethods.frugal_dimensions(Handle);

        public long ndim => Dimensions;

        public long dim() => Dimensions;

        public long NumberOfElements => NativeMethods.frugal_numel(Handle);

        public long numel() => NumberOfElements;

        public long ElementSize => dtype.ElementSize();

        public long element_size() => ElementSize;

        public long storage_offset() => NativeMethods.frugal_offset(Handle);

        public ScalarType dtype => (ScalarType)NativeMethods.frugal_type(Handle);

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public int device_index => -1;

        public bool is_sparse => NativeMethods.frugal_is_sparse(Handle) != 0;

        public bool is_cuda => false;

        public bool is_cpu() => true;

        public bool is_contiguous() => NativeMethods.frugal_is_contiguous(Handle) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_nonzero() => Op.is_nonzero.CallValue(this).Bits != 0;

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => target is not null && Op.equal.CallValue(this, target).Bits != 0;

        public override int GetHashCode() => handle.GetHashCode();

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Op.allclose.CallValue(this, target, rtol, atol, equal_nan).Bits != 0;
    }

    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_complex(Tensor input) => input.is_complex();

    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_integral(Tensor t) => t.is_integral();

    public static long numel(Tensor input) => input.numel();

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);
}
