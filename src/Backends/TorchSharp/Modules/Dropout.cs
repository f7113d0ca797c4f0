using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Sets each element to zero with probability p while training, and scales the rest.</summary>
        public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout(double p, bool inplace) : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

            public double p { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
        }

        /// <summary>Sets whole channels to zero.</summary>
        public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d)) => (this.p, this.inplace) = (p, inplace);

            public double p { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static partial class functional
            {
                public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                    inplace ? Op.dropout_.Call(input, p, training) : Op.dropout.Call(input, p, training);

                public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                    inplace ? Op.feature_dropout_.Call(input, p, training) : Op.feature_dropout.Call(input, p, training);
            }
        }
    }
}
