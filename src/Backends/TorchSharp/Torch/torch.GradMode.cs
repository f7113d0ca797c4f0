using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => NativeMethods.frugal_grad_mode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.frugal_inference_mode() != 0;

    /// <summary>Switches the recording of gradients on this thread, and back when it is disposed of.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly sbyte before;
        private bool left;

        internal GradMode(bool enabled)
        {
            before = NativeMethods.frugal_grad_mode();
            NativeMethods.frugal_set_grad_mode(enabled ? (sbyte)1 : (sbyte)0);
        }

        public void Dispose()
        {
            if (!left)
                NativeMethods.frugal_set_grad_mode(before);
            left = true;
        }
    }

    private sealed class InferenceMode(bool mode) : IDisposable
    {
        private nint guard = NativeMethods.frugal_inference_enter(mode ? (sbyte)1 : (sbyte)0);

        public void Dispose()
        {
            if (guard != 0)
                NativeMethods.frugal_inference_leave(guard);
            guard = 0;
        }
    }
}
