using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeMethods.frugal_requires_grad(Handle) != 0;
            set => Failure.ThrowIfNegative(NativeMethods.frugal_set_requires_grad(Handle, value ? (sbyte)1 : (sbyte)0));
        }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public bool is_leaf => NativeMethods.frugal_is_leaf(Handle) != 0;

        public Tensor? grad
        {
            get => FromNullable(NativeMethods.frugal_get_grad(Handle));
            set
            {
                _ = Failure.ThrowIfNegative(NativeMethods.frugal_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
            }
        }

        public void retain_grad() => Failure.ThrowIfNegative(NativeMethods.frugal_retain_grad(Handle));

        public void backward() => autograd.backward(new[] { this });

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(new[] { this }, grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Op.detach.Call(this);

        public Tensor detach_()
        {
            Op.detach_.Run(this);
            return this;
        }
    }

    /// <summary>Automatic differentiation.</summary>
    public static partial class autograd
    {
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            fixed (nint* outputs = Handles(tensors), gradients = Handles(grad_tensors), leaves = Handles(inputs))
            {
                _ = Failure.ThrowIfNegative(NativeMethods.frugal_backward(outputs, tensors.Count, gradients, grad_tensors?.Count ?? 0,
                    leaves, inputs?.Count ?? 0, Flag(retain_graph ?? create_graph), Flag(create_graph)));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward(new[] { tensor }, grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward(new[] { tensor }, [grad_tensor], retain_graph, create_graph, inputs);

        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* ends = Handles(outputs), starts = Handles(inputs), gradients = Handles(grad_outputs), found = results)
            {
                _ = Failure.ThrowIfNegative(NativeMethods.frugal_grad(ends, outputs.Count, starts, inputs.Count, gradients, grad_outputs?.Count ?? 0,
                    Flag(retain_graph), Flag(create_graph), Flag(allow_unused), found));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, handle => Tensor.FromNullable(handle)!);
        }

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];

        private static sbyte Flag(bool value) => value ? (sbyte)1 : (sbyte)0;
    }
}
