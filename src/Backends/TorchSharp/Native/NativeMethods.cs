using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The shim's functions. Those that only read a field of a tensor run without leaving the collector's sight.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library.Name)]
    internal static partial nint frugal_error();

    [LibraryImport(Library.Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint frugal_operator(string name, string overload);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_call(nint op, Value* arguments, int count, Value* results, int capacity);

    [LibraryImport(Library.Name)]
    internal static partial void frugal_free_list(nint handles);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_tensor(void* data, long* sizes, int dimensions, sbyte type);

    [LibraryImport(Library.Name)]
    internal static partial void frugal_release(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial nint frugal_alias(nint tensor);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_data(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial sbyte frugal_type(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial long frugal_numel(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial int frugal_dimensions(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial long frugal_offset(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial sbyte frugal_is_contiguous(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial long* frugal_sizes(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial long* frugal_strides(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial sbyte frugal_is_sparse(nint tensor);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_index(nint tensor, IndexValue* indices, int count);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_index_put(nint tensor, IndexValue* indices, int count, nint value);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_backward(nint* tensors, int tensorCount, nint* gradients, int gradientCount,
        nint* inputs, int inputCount, sbyte retainGraph, sbyte createGraph);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount,
        sbyte retainGraph, sbyte createGraph, sbyte allowUnused, nint* results);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_get_grad(nint tensor);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_set_grad(nint tensor, nint gradient);

    [LibraryImport(Library.Name)]
    internal static partial sbyte frugal_requires_grad(nint tensor);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_set_requires_grad(nint tensor, sbyte value);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_retain_grad(nint tensor);

    [LibraryImport(Library.Name)]
    internal static partial sbyte frugal_is_leaf(nint tensor);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial sbyte frugal_grad_mode();

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial void frugal_set_grad_mode(sbyte enabled);

    [LibraryImport(Library.Name), SuppressGCTransition]
    internal static partial sbyte frugal_inference_mode();

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_inference_enter(sbyte enabled);

    [LibraryImport(Library.Name)]
    internal static partial void frugal_inference_leave(nint guard);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_get_threads();

    [LibraryImport(Library.Name)]
    internal static partial int frugal_set_threads(int count);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_get_interop_threads();

    [LibraryImport(Library.Name)]
    internal static partial int frugal_set_interop_threads(int count);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_manual_seed(long seed);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_generator(long seed);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_default_generator();

    [LibraryImport(Library.Name)]
    internal static partial void frugal_generator_release(nint generator);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_generator_seed(nint generator, long seed);

    [LibraryImport(Library.Name)]
    internal static partial long frugal_generator_initial_seed(nint generator);

    [LibraryImport(Library.Name)]
    internal static partial nint frugal_generator_get_state(nint generator);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_generator_set_state(nint generator, nint state);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_has_grad(nint parameter);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_adam(nint parameter, nint average, nint square, nint topSquare, AdamRates* rates);

    [LibraryImport(Library.Name)]
    internal static partial int frugal_sgd(nint parameter, nint velocity, SgdRates* rates);
}
