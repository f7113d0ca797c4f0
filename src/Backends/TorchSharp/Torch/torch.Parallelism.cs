using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => NativeMethods.frugal_get_threads();

    public static void set_num_threads(int num) => Failure.ThrowIfNegative(NativeMethods.frugal_set_threads(num));

    public static int get_num_interop_threads() => NativeMethods.frugal_get_interop_threads();

    public static void set_num_interop_threads(int num) => Failure.ThrowIfNegative(NativeMethods.frugal_set_interop_threads(num));
}
