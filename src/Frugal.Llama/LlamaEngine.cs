using LLama.Exceptions;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>Loads llama.cpp once per process, for the best instruction set of this processor, and keeps its last error instead of its log.</summary>
internal static class LlamaEngine
{
    private static readonly Lazy<Exception?> Loading = new(Load);

    private static string lastError = "";

    /// <exception cref="FrugalException">llama.cpp cannot be loaded on this system.</exception>
    public static void Require()
    {
        if (Loading.Value is { } failure)
        {
            throw LlamaErrors.NotLoaded(failure);
        }
    }

    /// <summary>The last error that llama.cpp logged since the last call, in one line; empty if there was none.</summary>
    public static string TakeLastError() => Interlocked.Exchange(ref lastError, "");

    private static Exception? Load()
    {
        try
        {
            Configure();
            NativeApi.llama_empty_call();
            return null;
        }
        catch (Exception failure) when (failure is TypeInitializationException or RuntimeError or DllNotFoundException)
        {
            return failure;
        }
    }

    private static void Configure()
    {
        try
        {
            NativeLibraryConfig.All.WithCuda(false).WithVulkan(false).WithLogCallback(Keep);
            if (PackageFolder() is { } folder)
            {
                NativeLibraryConfig.All.WithSearchDirectory(folder);
            }
        }
        catch (InvalidOperationException)
        {
            // The program has loaded llama.cpp itself: its settings stay, and its log gets the errors.
        }
    }

    /// <summary>The folder of this library's package, if it is loaded from there, as .NET Interactive does: then llama.cpp is in its <c>runtimes</c>, not beside the program.</summary>
    private static string? PackageFolder()
    {
        var own = Path.GetDirectoryName(typeof(LlamaEngine).Assembly.Location);
        var package = string.IsNullOrEmpty(own) ? null : Path.GetFullPath(Path.Combine(own, "..", ".."));   // the library is in lib/FRAMEWORK
        return File.Exists(Path.Combine(package ?? "", "frugal.llama.nuspec")) ? package : null;
    }

    private static void Keep(LLamaLogLevel level, string message)
    {
        if (level == LLamaLogLevel.Error && message.Trim() is { Length: > 0 } error)
        {
            lastError = error.ReplaceLineEndings(" ");
        }
    }
}
