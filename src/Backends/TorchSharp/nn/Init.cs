using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How weights start; PyTorch's torch/nn/init.py.</summary>
        public static partial class init
        {
            public enum FanInOut
            {
                FanIn = 0, FanOut = 1,
            }

            public enum NonlinearityType
            {
                Linear = 0, Conv1D = 1, Conv2D = 2, Conv3D = 3, ConvTranspose1D = 4, ConvTranspose2D = 5, ConvTranspose3D = 6,
                Sigmoid = 7, Tanh = 8, ReLU = 9, LeakyReLU = 10,
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val) => Unrecorded(tensor, () => tensor.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Unrecorded(tensor, () => tensor.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Unrecorded(tensor, () => tensor.normal_(mean, std, generator));

            /// <summary>Normal numbers kept within [a, b], by the inverse of the distribution.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null) =>
                Unrecorded(tensor, () =>
                {
                    double low = NormalDistribution((a - mean) / std), high = NormalDistribution((b - mean) / std);
                    _ = tensor.uniform_(2 * low - 1, 2 * high - 1, generator);
                    Op.erfinv_.Run(tensor);
                    return tensor.mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                });

            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingStd(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingStd(tensor, a, mode, nonlinearity));

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                double bound = Math.Sqrt(3) * XavierStd(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierStd(tensor, gain));

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                long field = shape[2..].TotalSize();
                return (shape[1] * field, shape[0] * field);
            }

            // The start that linear and convolution layers share.
            internal static void LinearDefaults(Tensor weight, Tensor? bias)
            {
                _ = kaiming_uniform_(weight, Math.Sqrt(5));
                long fan = CalculateFanInAndFanOut(weight).fanIn;
                if (bias is not null && fan > 0)
                    _ = uniform_(bias, -1 / Math.Sqrt(fan), 1 / Math.Sqrt(fan));
            }

            private static double KaimingStd(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierStd(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double NormalDistribution(double x)
            {
                using var root = torch.tensor(x / Math.Sqrt(2));
                using var error = root.erf();
                return (1 + error.ToDouble()) / 2;
            }

            private static Tensor Unrecorded(Tensor tensor, Func<Tensor> change)
            {
                using var unrecorded = no_grad();
                _ = change();
                return tensor;
            }
        }
    }
}
