namespace TorchSharp
{
    public enum DeviceType
    {
        CPU = 0, CUDA = 1, MKLDNN = 2, OPENGL = 3, OPENCL = 4, IDEEP = 5, HIP = 6, FPGA = 7, MSNPU = 8, XLA = 9, MPS = 13, META = 14,
    }

    public enum PaddingModes
    {
        Zeros = 0, Reflect = 1, Replicate = 2, Circular = 3, Constant = 4,
    }

    public enum Padding
    {
        Valid = 0, Same = 1,
    }

    public static partial class torch
    {
        public enum ScalarType : sbyte
        {
            Byte = 0, Int8 = 1, Int16 = 2, Int32 = 3, Int64 = 4, Float16 = 5, Float32 = 6, Float64 = 7,
            ComplexFloat32 = 9, ComplexFloat64 = 10, Bool = 11, QInt8 = 12, QUInt8 = 13, QInt32 = 14, BFloat16 = 15,
        }

        public enum RoundingMode
        {
            None = 0, trunc = 1, floor = 2,
        }

        public enum InterpolationMode
        {
            Nearest = 0, Linear = 1, Bilinear = 2, Bicubic = 3, Trilinear = 4, Area = 5, NearestExact = 6,
        }

        public static partial class nn
        {
            public enum Reduction : long
            {
                None = 0, Mean = 1, Sum = 2,
            }
        }

        public static readonly Device CPU = new(DeviceType.CPU);

        public static ScalarType uint8 = ScalarType.Byte, int8 = ScalarType.Int8, int16 = ScalarType.Int16, int32 = ScalarType.Int32,
            int64 = ScalarType.Int64, float16 = ScalarType.Float16, float32 = ScalarType.Float32, float64 = ScalarType.Float64,
            bfloat16 = ScalarType.BFloat16, @bool = ScalarType.Bool, @short = ScalarType.Int16, @int = ScalarType.Int32,
            @long = ScalarType.Int64, half = ScalarType.Float16, @float = ScalarType.Float32, @double = ScalarType.Float64;
    }
}
