namespace Frugal.Grading.Containment;

/// <summary>The signals that end processes, by number: the same on Linux and macOS except for SIGBUS and SIGSYS.</summary>
internal static class Signals
{
    /// <summary>"SIGSEGV, an access to memory that is not the program's".</summary>
    public static string Describe(int signal) => signal switch
    {
        3 => "SIGQUIT",
        4 => "SIGILL, an instruction that the processor does not know",
        6 => "SIGABRT, the program or a native library gave up",
        7 => "SIGBUS, an access beyond the end of a mapped file",
        8 => "SIGFPE, an arithmetic error in native code",
        9 => "SIGKILL",
        11 => "SIGSEGV, an access to memory that is not the program's",
        15 => "SIGTERM",
        31 => "SIGSYS, a system call that is not allowed",
        _ => $"signal {signal}",
    };
}
