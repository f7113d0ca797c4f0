using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class Conv2d : Convolution
        {
            internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, Padding? rule, (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, torch.ScalarType? dtype)
                : base(nameof(Conv2d), in_channels, out_channels, Pair(kernel_size), Pair(stride), rule is null ? Pair(padding) : null, rule, Pair(dilation), false, [0, 0], groups, bias, padding_mode, null, dtype)
            {
            }

            public override torch.Tensor forward(torch.Tensor input)
            {
                if (!ValidateShape(input, 2))
                    throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d.");
                if (PadByMode(input) is var (padded, rest))
                    using (padded)
                        return torch.nn.functional.conv2d(padded, weight, bias, stride, rest, dilation, groups);
                return padding_type is Padding rule
                    ? torch.nn.functional.conv2d_padding(input, weight, bias, stride, rule, dilation, groups)
                    : torch.nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
            }

            private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation), padding_mode, groups, bias, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), null, dilation ?? (1, 1), padding_mode, groups, bias, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), default, padding, (dilation, dilation), padding_mode, groups, bias, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride ?? (1, 1), default, padding, dilation ?? (1, 1), padding_mode, groups, bias, dtype);

            public static partial class functional
            {
                public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                    strides is [var down, var across] && (down > 1 || across > 1) && padding is null or [0, 0] && OverrunsWhenStrided(input, weight, groups)
                        ? EveryPlace(input, down, across, places => Op.conv2d.Call(places, weight, bias, new long[] { 1, 1 }, new long[] { 0, 0 }, dilation ?? [1, 1], groups))
                        : Op.conv2d.Call(input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups);

                public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                    Op.conv2d_padding.Call(input, weight, bias, strides ?? [1, 1], padding == Padding.Same ? "same" : "valid", dilation ?? [1, 1], groups);

                /// <summary>
                /// Whether oneDNN 2.6, which libtorch 1.13 calls, writes beyond its memory in the backward pass if the convolution steps over places: with a
                /// kernel of 1x1 on channels that do not fill blocks of 16, where they lie innermost. Python's torch 1.13 ends with "double free or corruption" too.
                /// </summary>
                private static bool OverrunsWhenStrided(Tensor input, Tensor weight, long groups) =>
                    groups == 1 && weight.shape is [_, var channels, 1, 1] && channels % 16 != 0 && input.dim() is 3 or 4;

                /// <summary>The same convolution on the places that it would look at.</summary>
                private static Tensor EveryPlace(Tensor input, long down, long across, Func<Tensor, Tensor> convolve)
                {
                    var (height, width) = (input.dim() - 2, input.dim() - 1);
                    using var rows = input.slice(height, 0, input.shape[height], down);
                    using var places = rows.slice(width, 0, input.shape[width], across);
                    return convolve(places);
                }
            }
        }
    }
}
