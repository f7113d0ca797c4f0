using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales the gradients so that their norm together is max_norm at most; answers with the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var unrecorded = no_grad();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Length == 0)
                    return 0;
                var norms = double.IsPositiveInfinity(norm_type)
                    ? Array.ConvertAll(gradients, gradient => gradient.abs().max())
                    : Array.ConvertAll(gradients, gradient => Op.linalg_vector_norm.Call(gradient, norm_type));
                double total = double.IsPositiveInfinity(norm_type)
                    ? stack(norms).max().ToDouble()
                    : Op.linalg_vector_norm.Call(stack(norms), norm_type).ToDouble();
                double factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    Op._foreach_mul__Scalar.Run(gradients, factor);
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var unrecorded = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors))
                    _ = gradient.clamp_(-clip_value, clip_value);
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors) => cat([.. tensors.Select(tensor => tensor.view(-1))]);

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var unrecorded = no_grad();
                using var scope = NewDisposeScope();
                long at = 0;
                foreach (var tensor in tensors)
                {
                    _ = tensor.copy_(vec.narrow(0, at, tensor.numel()).view_as(tensor));
                    at += tensor.numel();
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> tensors) => [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
        }
    }
}
