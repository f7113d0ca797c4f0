using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Turns the shim's failures into exceptions with libtorch's own words.</summary>
internal static class Failure
{
    internal static nint ThrowIfNull(nint handle) => handle != 0 ? handle : throw Last();

    internal static int ThrowIfNegative(int answer) => answer >= 0 ? answer : throw Last();

    private static ExternalException Last() => new(Marshal.PtrToStringUTF8(NativeMethods.frugal_error()));
}
