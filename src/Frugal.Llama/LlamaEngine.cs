using LLama.Exceptions;
using LLama.Native;

namespace Frugal.Llama;

/// <summary>Loads llama.cpp once per process, for the best instruction set of this processor, and keeps its errors instead of its log.</summary>
internal static class LlamaEngine
{
    private static readonly Lazy<Exception?> Loading = new(Load);

    [ThreadStatic]   // llama.cpp logs on the thread that loads: models that load at once do not take each other's errors
    private static string? firstError;

    /// <exception cref="FrugalException">llama.cpp cannot be loaded on this system.</exception>
    public static void Require()
    {
        if (Loading.Value is { } failure)
        {
            throw LlamaErrors.NotLoaded(failure);
        }
    }

    /// <summary>The first error that llama.cpp logged on this thread since the last call, in one line; empty if there was none. Further ones only say that something failed.</summary>
    public static string TakeError()
    {
        var error = firstError ?? "";
        firstError = null;
        return error;
    }

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

    /// <summary>Takes a line of llama.cpp's log.</summary>
    internal static void Keep(LLamaLogLevel level, string message)
    {
        if (level == LLamaLogLevel.Error && message.Trim() is { Length: > 0 } error)
        {
            firstError ??= error.ReplaceLineEndings(" ");
        }
    }
}
