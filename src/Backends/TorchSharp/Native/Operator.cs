using System.Buffers;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>An operator of libtorch by its name in the dispatcher. Arguments left out at the end take the schema's defaults.</summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int OnStack = 32;
    private nint handle;

    private nint Handle => handle != 0 ? handle : handle = Failure.ThrowIfNull(NativeMethods.frugal_operator("aten::" + name, overload));

    /// <summary>Calls the operator for its one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return new Tensor((nint)result.Bits);
    }

    /// <summary>Calls the operator for what it does to its arguments.</summary>
    internal void Run(params ReadOnlySpan<Argument> arguments) => Invoke(arguments, null, 0);

    /// <summary>Calls an operator that changes its first argument, and answers with that very object.</summary>
    internal Tensor InPlace(params ReadOnlySpan<Argument> arguments)
    {
        Invoke(arguments, null, 0);
        return arguments[0].Target;
    }

    internal (Tensor, Tensor) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[2];
        Invoke(arguments, results, 2);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    internal (Tensor, Tensor, Tensor) CallTriple(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[3];
        Invoke(arguments, results, 3);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    internal Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        var handles = new ReadOnlySpan<nint>((void*)result.Bits, result.Count);
        var tensors = new Tensor[result.Count];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(handles[i]);
        NativeMethods.frugal_free_list((nint)result.Bits);
        return tensors;
    }

    /// <summary>Calls the operator for a number or a truth value.</summary>
    internal Value CallValue(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return result;
    }

    private void Invoke(ReadOnlySpan<Argument> arguments, Value* results, int capacity)
    {
        var values = stackalloc Value[arguments.Length];
        int listed = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            ref readonly var argument = ref arguments[i];
            values[i] = new Value { Tag = argument.Tag, Count = argument.Count, Bits = argument.Bits };
            listed += argument.Count;
        }
        if (listed == 0)
            _ = Failure.ThrowIfNegative(NativeMethods.frugal_call(Handle, values, arguments.Length, results, capacity));
        else
            InvokeWithLists(arguments, values, listed, results, capacity);
    }

    private void InvokeWithLists(ReadOnlySpan<Argument> arguments, Value* values, int listed, Value* results, int capacity)
    {
        var rented = listed > OnStack ? ArrayPool<long>.Shared.Rent(listed) : null;
        var elements = rented ?? stackalloc long[OnStack];
        fixed (long* start = elements)
        {
            int used = 0;
            for (int i = 0; i < arguments.Length; i++)
            {
                if (arguments[i].Count == 0)
                    continue;
                arguments[i].CopyList(elements[used..]);
                values[i].Bits = (long)(start + used);
                used += arguments[i].Count;
            }
            _ = Failure.ThrowIfNegative(NativeMethods.frugal_call(Handle, values, arguments.Length, results, capacity));
        }
        if (rented is not null)
            ArrayPool<long>.Shared.Return(rented);
    }
}
