using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    // The activations whose only choice is whether they work in place. Their result is an object of its own even then,
    // so that it outlives the input.
    namespace Modules
    {
        public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
        {
            internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
        }

        public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
        {
            internal ReLU6(bool inplace) : base(nameof(ReLU6)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.relu6(tensor, inplace);
        }

        public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
        {
            internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor, inplace);

            public override string GetName() => typeof(SiLU).Name;
        }

        public sealed class Hardswish : ParameterLessModule<Tensor, Tensor>
        {
            internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
        }

        public sealed class Hardsigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.hardsigmoid(tensor, inplace);
        }

        public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
        {
            internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor, inplace);

            public override string GetName() => typeof(Tanh).Name;
        }

        public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

            public static SiLU SiLU() => new(false);

            public static SiLU SiLU(bool inplace) => new(inplace);

            public static Hardswish Hardswish(bool inplace = false) => new(inplace);

            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

            public static Tanh Tanh(bool inplace = false) => new(inplace);

            public static Sigmoid Sigmoid() => new(false);

            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            public static partial class functional
            {
                public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

                public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();

                public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

                public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? input.hardswish_().alias() : input.hardswish();

                public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? input.hardsigmoid_().alias() : input.hardsigmoid();

                public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

                public static Tensor sigmoid(Tensor x) => x.sigmoid();

                public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();
            }
        }
    }
}
