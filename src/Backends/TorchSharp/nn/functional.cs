using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Op.pad.Call(input, pad, mode == PaddingModes.Zeros ? "constant" : mode.ToString().ToLowerInvariant(), mode is PaddingModes.Constant ? (double?)value : null);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [.. Enumerable.Repeat(pad, 2 * (int)input.ndim)], mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>Resizes the last dimensions to a size or by a factor.</summary>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                bool corners = align_corners ?? false;
                double[]? scale = recompute_scale_factor ? null : scale_factor;
                size ??= recompute_scale_factor ? [.. x.shape[2..].Zip(scale_factor!, (length, factor) => (long)(length * factor))] : null;
                return (mode, x.ndim) switch
                {
                    (InterpolationMode.Nearest, 3) => Op.upsample_nearest1d_vec.Call(x, size, scale),
                    (InterpolationMode.Nearest, 4) => Op.upsample_nearest2d_vec.Call(x, size, scale),
                    (InterpolationMode.NearestExact, 4) => Op._upsample_nearest_exact2d_vec.Call(x, size, scale),
                    (InterpolationMode.Linear, 3) => Op.upsample_linear1d_vec.Call(x, size, corners, scale),
                    (InterpolationMode.Bilinear, 4) => (antialias ? Op._upsample_bilinear2d_aa_vec : Op.upsample_bilinear2d_vec).Call(x, size, corners, scale),
                    (InterpolationMode.Bicubic, 4) => (antialias ? Op._upsample_bicubic2d_aa_vec : Op.upsample_bicubic2d_vec).Call(x, size, corners, scale),
                    (InterpolationMode.Area, 4) when size is not null => adaptive_avg_pool2d(x, size),
                    _ => throw new ArgumentException($"{mode} does not fit an input with {x.ndim} dimensions."),
                };
            }

            public static Tensor one_hot(Tensor x, long num_classes = -1) => Op.one_hot.Call(x, num_classes);

            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using var norm = Op.norm_ScalarOpt_dim.Call(input, p, new[] { dim }, true);
                using var floor = norm.clamp_min(eps);
                return input.div(floor);
            }
        }
    }
}
