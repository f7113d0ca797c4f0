using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Conv1d : Convolution
        {
            internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, Padding? rule, long dilation, PaddingModes padding_mode, long groups, bool bias, torch.ScalarType? dtype)
                : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], rule is null ? [padding] : null, rule, [dilation], false, [0], groups, bias, padding_mode, null, dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input)
            {
                if (!ValidateShape(input, 1))
                    throw new ArgumentException($"Expected 2D (unbatched) or 3D (batched) input with {in_channels} channels to Conv1d.");
                if (PadByMode(input) is var (padded, rest))
                    using (padded)
                        return torch.nn.functional.conv1d(padded, weight, bias, stride[0], rest[0], dilation[0], groups);
                return padding_type is Padding rule
                    ? torch.nn.functional.conv1d_padding(input, weight, bias, stride[0], rule, dilation[0], groups)
                    : torch.nn.functional.conv1d(input, weight, bias, stride[0], padding![0], dilation[0], groups);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, dtype);

            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias, dtype);

            public static partial class functional
            {
                public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                    Op.conv1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

                public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                    Op.conv1d_padding.Call(input, weight, bias, new[] { stride ?? 1 }, padding == Padding.Same ? "same" : "valid", new[] { dilation ?? 1 }, groups);
            }
        }
    }
}
