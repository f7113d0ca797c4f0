using TorchSharp.Modules;
using TorchSharp.Native;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Scale, shift and running statistics of the batch norms.</summary>
        public abstract class NormBase : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))]
            private Parameter? _weight;

            [ComponentName(Name = nameof(bias))]
            private Parameter? _bias;

            [ComponentName(Name = nameof(running_mean))]
            private Tensor? _running_mean;

            [ComponentName(Name = nameof(running_var))]
            private Tensor? _running_var;

            [ComponentName(Name = nameof(num_batches_tracked))]
            private Tensor? _num_batches_tracked;

            public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
            {
                (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
                (this.affine, this.track_running_stats) = (affine, track_running_stats);
                if (affine)
                {
                    weight = new Parameter(ones([num_features], dtype));
                    bias = new Parameter(zeros([num_features], dtype));
                }
                if (track_running_stats)
                {
                    running_mean = zeros([num_features], dtype);
                    running_var = ones([num_features], dtype);
                    num_batches_tracked = tensor(0L, dtype);
                }
            }

            public long num_features { get; }

            public double eps { get; set; }

            public double? momentum { get; set; }

            public bool affine { get; }

            public bool track_running_stats { get; }

            public Parameter weight
            {
                get => _weight!;
                set => Assign(ref _weight, value, nameof(weight));
            }

            public Parameter? bias
            {
                get => _bias;
                set => Assign(ref _bias, value, nameof(bias));
            }

            public Tensor? running_mean
            {
                get => _running_mean;
                set => Assign(ref _running_mean, value, nameof(running_mean));
            }

            public Tensor? running_var
            {
                get => _running_var;
                set => Assign(ref _running_var, value, nameof(running_var));
            }

            public Tensor? num_batches_tracked
            {
                get => _num_batches_tracked;
                set => Assign(ref _num_batches_tracked, value, nameof(num_batches_tracked));
            }

            public void reset_running_stats()
            {
                _ = running_mean?.zero_();
                _ = running_var?.fill_(1);
                _ = num_batches_tracked?.zero_();
            }

            public void reset_parameters()
            {
                reset_running_stats();
                if (!affine)
                    return;
                _ = nn.init.ones_(weight);
                _ = nn.init.zeros_(bias!);
            }

            protected abstract void ValidateInputDimensions(Tensor input);
        }

        public abstract class BatchNorm : NormBase
        {
            public BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
            {
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                double rate = momentum ?? 0;
                if (training && num_batches_tracked is not null)
                {
                    Op.add__Scalar.Run(num_batches_tracked, 1);
                    rate = momentum ?? 1 / num_batches_tracked.ToDouble();
                }
                bool useBatch = training || (running_mean is null && running_var is null);
                return nn.functional.batch_norm(input, running_mean!, running_var!, affine ? weight : null, bias, useBatch, rate, eps);
            }
        }

        public sealed class BatchNorm1d : BatchNorm
        {
            internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, null, dtype, nameof(BatchNorm1d))
            {
            }

            protected override void ValidateInputDimensions(Tensor input)
            {
                if (input.ndim is not (2 or 3))
                    throw new ArgumentException($"expected 2D or 3D input, but got {input.ndim}D input.");
            }
        }

        public sealed class BatchNorm2d : BatchNorm
        {
            internal BatchNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, ScalarType? dtype)
                : base(num_features, eps, momentum, affine, track_running_stats, null, dtype, nameof(BatchNorm2d))
            {
            }

            protected override void ValidateInputDimensions(Tensor input)
            {
                if (input.ndim != 4)
                    throw new ArgumentException($"expected 4D input, but got {input.ndim}D input.");
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, dtype);

            public static BatchNorm2d BatchNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, dtype);

            public static partial class functional
            {
                public static Tensor batch_norm(Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-05) =>
                    Op.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, false);
            }
        }
    }
}
