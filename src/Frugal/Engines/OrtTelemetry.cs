using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Frugal.Engines;

/// <summary>
/// Switches ONNX Runtime's telemetry off before its native library starts: the public builds for Windows, Linux and macOS send events to their
/// vendor unless the variable ORT_DISABLE_TELEMETRY is set (Privacy.md of the package Microsoft.ML.OnnxRuntime). A value that is set already is kept.
/// </summary>
internal static partial class OrtTelemetry
{
    internal const string Variable = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The variable is read once, when the native library starts.")]
    internal static void Disable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
        {
            return;
        }

        Environment.SetEnvironmentVariable(Variable, "1");   // for child processes, and on Windows for native code
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            _ = SetEnvironment(Variable, "1", overwrite: 0);   // native code does not see the variables that .NET sets
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // No C library under this name: such a system has no ONNX Runtime either, and the rest of Frugal must still load.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
