using System.Globalization;
using System.Text.RegularExpressions;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>Determines why a student's process gave no answer, from its output and exit code.</summary>
internal static partial class Verdicts
{
    private const int Aborted = 128 + 6;
    private const int FileTooLarge = 128 + 25;               // SIGXFSZ
    private const int LongestFrame = 500;                    // of a line of a stack trace: the search takes the square of it
    private const string UnhandledMark = "Unhandled exception. ";

    /// <summary>The process ended by itself.</summary>
    /// <param name="exitCode">Its exit code; 128 + the signal's number if a signal ended it.</param>
    /// <param name="errors">The last part of its standard error.</param>
    public static StudentFailure Ended(int exitCode, string errors)
    {
        var details = Tail(errors);
        if (errors.Contains("Stack overflow.", StringComparison.Ordinal) && exitCode != 0)
        {
            return new StudentFailure(Cause.StackOverflow, "The stack overflowed: a method calls itself without end. Check the condition that ends the recursion.", details);
        }

        if (exitCode == Aborted && errors.LastIndexOf(UnhandledMark, StringComparison.Ordinal) is >= 0 and var at)
        {
            var line = errors[(at + UnhandledMark.Length)..].Split('\n')[0].Trim();
            return line.StartsWith(typeof(OutOfMemoryException).FullName!, StringComparison.Ordinal)
                ? OutOfMemory(details)
                : new StudentFailure(Cause.Crash, $"An exception outside the call ended the process ({line.TrimEnd('.')}). Catch it on the thread that throws it.", details);
        }

        if (exitCode == Aborted && errors.Contains("Out of memory", StringComparison.Ordinal))
        {
            return OutOfMemory(details);
        }

        if (exitCode == Aborted && errors.Contains("Process terminated.", StringComparison.Ordinal))
        {
            return new StudentFailure(Cause.Exit, "The program ended itself by Environment.FailFast. Throw an exception instead.", details);
        }

        if (exitCode == FileTooLarge)
        {
            return new StudentFailure(Cause.TooLarge, "The program wrote a file beyond the limit; it was ended. Write less, or end the loop that writes.", details);
        }

        return exitCode is > 128 and < 128 + 65
            ? new StudentFailure(Cause.Crash, $"The process was ended by {Signals.Describe(exitCode - 128)}. Check native calls, pointers and array bounds in unsafe code.", details)
            : new StudentFailure(Cause.Exit, string.Create(CultureInfo.InvariantCulture,
                $"The program ended itself with exit code {exitCode} before it had answered. Remove calls of Environment.Exit; return or throw instead."), details);
    }

    /// <summary>The call threw an exception.</summary>
    /// <param name="thrown">The exception.</param>
    /// <param name="probes">The namespace of the probe, whose frames are not the student's.</param>
    public static StudentFailure Threw(ThrownException thrown, string? probes)
    {
        var message = Line(thrown.Message ?? "it has no message");
        var name = (thrown.Type ?? "an exception without a type").Split('.')[^1];
        var shown = $"{(IsKnown(thrown.Type) ? name : "an exception of its own type")}{Place(thrown.Trace, probes)}";
        return thrown.Type switch
        {
            "System.OutOfMemoryException" => OutOfMemory(Own(thrown.Trace)),
            "System.NotImplementedException" => new StudentFailure(Cause.NotDone, message, Own(thrown.Trace)) { Thrown = shown },
            _ => new StudentFailure(Cause.Exception, $"The code threw {name}: {message}", Own(thrown.Trace)) { Thrown = shown },
        };
    }

    /// <summary>The memory limit was reached.</summary>
    public static StudentFailure OutOfMemory(string? details) =>
        new(Cause.OutOfMemory, "The process ran out of the memory that it may take. Free what is no longer needed, and keep no copies of large arrays.", details);

    /// <summary>The processes used more memory than allowed.</summary>
    public static StudentFailure AboveMemory(ByteSize allowed) => new(Cause.OutOfMemory,
        $"The program took more than {allowed} of memory; it was ended. Free what is no longer needed, and keep no copies of large arrays.");

    /// <summary>There are too many processes or threads.</summary>
    public static StudentFailure TooMany(string what, int allowed) => new(Cause.TooManyProcesses, string.Create(CultureInfo.InvariantCulture,
        $"The program ran more than {allowed} {what} at one time; it was ended. Look for a loop that starts them, and wait for those that are started."));

    /// <summary>The processes took more processor time than allowed.</summary>
    public static StudentFailure TooMuchProcessor(TimeSpan limit) => new(Cause.Timeout, string.Create(CultureInfo.InvariantCulture,
        $"The program took more than {limit.TotalSeconds:0.#} s of processor time; it was ended. Look for a loop without end.")) { Busy = true };

    /// <summary>The scratch folder holds too much.</summary>
    public static StudentFailure TooMuchWritten(Limits limits) => new(Cause.TooLarge, string.Create(CultureInfo.InvariantCulture,
        $"The program left more than {limits.Folder} or more than {limits.Entries} files in its folder; it was ended. Write less, or end the loop that writes."));

    /// <summary>The grader may not see which files a process has open.</summary>
    public static StudentFailure HiddenFiles() => new(Cause.Cheating,
        "The program hides its open files from the user who runs it; it was ended. Remove calls of prctl and programs that change the user.");

    /// <summary>The scratch folder holds what no lab needs.</summary>
    public static StudentFailure StrangeFolder(int deepest) => new(Cause.Cheating, string.Create(CultureInfo.InvariantCulture,
        $"The program made a file whose name is not UTF-8, a folder that cannot be listed, a path of more than 4,000 bytes, or folders nested more than {deepest} deep; it was ended. Use plain names and permissions."));

    /// <summary>The process ended before the first request.</summary>
    public static StudentFailure NotStarted(string errors) => new(Cause.Grader,
        $"The student's process could not be started{(Tail(errors)?.Split('\n')[^1] is { } said ? $": {said.TrimEnd('.')}" : "")}. Build the grader again; the student's work is not to blame.", Tail(errors));

    /// <summary>No answer within the time limit.</summary>
    public static StudentFailure Timeout(TimeSpan limit, string output) => new(Cause.Timeout, string.Create(CultureInfo.InvariantCulture,
        $"No answer within {limit.TotalSeconds:0.#} s; the process was ended. Look for a loop without end or a lock that is never released."), Tail(output));

    /// <summary>A message that only a program trying to deceive the grader sends.</summary>
    public static StudentFailure Forged(string what) =>
        new(Cause.Cheating, $"{what}; the process was ended. Only return values are answers: leave the channel to the grader alone.");

    /// <summary>The answer holds a number that cannot be compared.</summary>
    public static StudentFailure NotFinite() => new(Cause.WrongAnswer, "The answer contains NaN or an infinite number. Look for a division by zero, an average of nothing, or an exponential that is too large.");

    /// <summary>The answer is null although the probe's return type is non-nullable.</summary>
    public static StudentFailure NoAnswer() => new(Cause.WrongAnswer, "The answer is null. Return a value.");

    /// <summary>The last lines of a process's output; null if there are none.</summary>
    private static string? Tail(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? null : string.Join('\n', lines.TakeLast(20));
    }

    /// <summary>A stack trace without the frames below the probe, which belong to the worker.</summary>
    private static string? Own(string? trace) => trace is null ? null : string.Join('\n', trace.ReplaceLineEndings("\n").Split('\n')
        .Where(line => !line.Contains("at System.Reflection.MethodBaseInvoker.", StringComparison.Ordinal)
            && !line.Contains("at System.Reflection.RuntimeMethodInfo.", StringComparison.Ordinal)
            && !line.Contains($"at {typeof(Worker).FullName}.", StringComparison.Ordinal)));

    /// <summary>Whether an exception type is one of .NET or of the packages, as opposed to a name that a student chose, perhaps to show a hidden input.</summary>
    private static bool IsKnown(string? type) => type is not null && TypeName().IsMatch(type)
        && AppDomain.CurrentDomain.GetAssemblies().Any(assembly => !assembly.IsDynamic && typeof(Exception).IsAssignableFrom(assembly.GetType(type)));

    /// <summary>The student's innermost frame, " in Photos.Decode (Photos.cs:12)"; empty if there is none. Frames of .NET and of packages have no source.</summary>
    private static string Place(string? trace, string? probes) => (trace ?? "").Split('\n').Where(line => line.Length <= LongestFrame)
        .Select(line => SourceFrame().Match(line)).Where(frame => frame.Success)
        .Select(frame => (Method: frame.Groups["method"].Value, File: frame.Groups["file"].Value, Line: frame.Groups["line"].Value))
        .Where(frame => !frame.Method.StartsWith("Frugal.", StringComparison.Ordinal) && !frame.Method.StartsWith($"{probes}.", StringComparison.Ordinal))
        .Select(frame => $" in {string.Join('.', frame.Method.Split('.').TakeLast(2))} ({frame.File}:{frame.Line})")
        .FirstOrDefault("");

    [GeneratedRegex(@"^ +at (?<method>[\w.<>`+|]{1,200})[\[(].* in (?:.*[/\\])?(?<file>[^/\\\n]{1,100}):line (?<line>\d{1,6})\r?$")]
    private static partial Regex SourceFrame();

    [GeneratedRegex(@"^[\w.]+$")]
    private static partial Regex TypeName();

    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim();
}
