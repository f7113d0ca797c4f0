using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        public sealed class GELU : ParameterLessModule<Tensor, Tensor>
        {
            internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

            /// <summary>The exact error function, or its approximation by a tanh.</summary>
            public enum Approximate
            {
                none = 0, tanh = 1,
            }

            public Approximate approximate { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

            public static partial class functional
            {
                public static Tensor gelu(Tensor x) => x.gelu();

                public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.gelu_().alias() : x.gelu();

                public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                    inplace ? x.gelu_(approximate).alias() : x.gelu(approximate);
            }
        }
    }
}
