using System.Text.RegularExpressions;

namespace Frugal.Notebooks.Hosting;

/// <summary>How a process that ran cells ended.</summary>
/// <param name="Code">The exit code; 128 + the signal's number if a signal ended it.</param>
/// <param name="Native">What it printed directly, not through the console.</param>
internal sealed partial record ProcessEnd(int Code, string Native)
{
    private const int AccessViolation = unchecked((int)0xC0000005), HeapCorruption = unchecked((int)0xC0000374), FailFast = unchecked((int)0xC0000409);

    /// <summary>The signal that ended it, or the equivalent Windows error; null if it exited by itself.</summary>
    public string? Signal => Code switch
    {
        128 + 4 => "SIGILL",
        128 + 6 => "SIGABRT",
        128 + 7 => OperatingSystem.IsMacOS() ? "SIGEMT" : "SIGBUS",
        128 + 8 => "SIGFPE",
        128 + 9 => "SIGKILL",
        128 + 10 when OperatingSystem.IsMacOS() => "SIGBUS",
        128 + 11 => "SIGSEGV",
        128 + 15 => "SIGTERM",
        AccessViolation => "access violation",
        HeapCorruption => "heap corruption",
        FailFast => "fail fast",
        _ => null,
    };

    /// <summary>Whether native code corrupted the memory of the process.</summary>
    public bool BrokeMemory => Signal is "SIGSEGV" or "SIGBUS" or "access violation" or "heap corruption" || HeapCheck().IsMatch(Native);

    /// <summary>Whether a libtorch exception ended it.</summary>
    public bool OfTorch => Native.Contains("c10::", StringComparison.Ordinal);

    /// <summary>What the cell did, as a predicate for a sentence whose subject is the cell: <c>crashed the process (SIGABRT): …</c>.</summary>
    public string Deed =>
        Native.Contains("Stack overflow", StringComparison.Ordinal) ? "overflowed the stack"
        : Native.Contains("Out of memory", StringComparison.Ordinal) || Native.Contains("OutOfMemoryException", StringComparison.Ordinal) ? "ran out of memory"
        : Signal switch
        {
            null => $"ended the process (exit code {Code})",
            "SIGKILL" => "was killed by the system (SIGKILL), usually because memory ran out",
            "SIGTERM" => "was ended from outside (SIGTERM)",
            _ when BrokeMemory => $"crashed the process in native code ({Signal}, {(Signal == "SIGABRT" ? "memory corrupted" : "segmentation fault")})",
            _ => $"crashed the process ({Signal}): {LastWords}",
        };

    /// <summary>The message of the C++ exception or of the runtime that ended the process; without one, the first printed line.</summary>
    private string LastWords => What().Match(Native) is { Success: true } what ? what.Groups[1].Value.Trim().TrimEnd('.')
        : Runtime().Match(Native) is { Success: true } words ? OneLine(words.Value)
        : Native.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it said nothing";

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');

    [GeneratedRegex(@"what\(\):\s*([^\r\n]+)", RegexOptions.RightToLeft)]
    private static partial Regex What();

    [GeneratedRegex(@"^(?:Unhandled exception|Process terminated|Fatal error|terminate called|libc\+\+abi)[^\r\n]*(?:\r?\n(?!\s*at )[^\r\n]+)?", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Runtime();

    /// <summary>glibc's messages when it finds its heap corrupted.</summary>
    [GeneratedRegex(@"^(?:free|malloc|realloc|munmap_chunk|corrupted|double free|malloc_consolidate)\b.*(?:\(\)|corrupt|invalid|size)", RegexOptions.Multiline)]
    private static partial Regex HeapCheck();
}

/// <summary>The process that runs the cells ended before it replied.</summary>
/// <param name="end">How it ended.</param>
/// <param name="started">Whether the cell had started.</param>
internal sealed class EngineEndedException(ProcessEnd end, bool started) : Exception(end.Deed)
{
    public ProcessEnd End { get; } = end;

    /// <summary>Whether the cell had started. If not, the process ended because of an earlier cell, and this one can run in the next process.</summary>
    public bool Started { get; } = started;
}
