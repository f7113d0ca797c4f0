using System.Text;
using LLama.Native;

namespace Frugal.Llama.Tests.Running;

/// <summary>What llama.cpp logs, of all tests at once.</summary>
internal static class LlamaLog
{
    private static readonly StringBuilder Lines = new();
    private static readonly NativeLogConfig.LLamaLogCallback Callback = (level, message) =>
    {
        lock (Lines)
        {
            Lines.Append(message);
        }

        LlamaEngine.Keep(level, message);
    };

    public static string Text
    {
        get
        {
            lock (Lines)
            {
                return Lines.ToString();
            }
        }
    }

    /// <summary>Keeps the log from now on.</summary>
    public static void Keep() => NativeLogConfig.llama_log_set(Callback);
}
