using System.Diagnostics;

namespace Frugal.Grading.Containment;

/// <summary>How the student's process is isolated from the machine.</summary>
internal sealed class Sandbox
{
    private readonly IReadOnlyList<string> wrapper;

    private Sandbox(IReadOnlyList<string> wrapper, params IEnumerable<string> says)
    {
        this.wrapper = wrapper;
        Says = [.. says];
    }

    /// <summary>What is contained and what is not, one sentence each.</summary>
    public IReadOnlyList<string> Says { get; }

    /// <summary>Whether a wrapper program runs between the grader and the student's process.</summary>
    public bool Wraps => wrapper.Count > 0;

    /// <summary>The strictest sandbox available on this machine.</summary>
    public static Sandbox Best => Found.Value;

    /// <summary>No sandbox: only the limits apply.</summary>
    /// <param name="why">The reason, as a sentence.</param>
    public static Sandbox None(string why) => new(
        [],
        why,
        "The student's process could reach the network.",
        "The student's process could read and write the files of the user who graded.",
        OperatingSystem.IsLinux()
            ? "Processes that the student's process started were ended with it, unless they hid."
            : "Memory was watched for the student's process itself; its children were ended with it but not counted.",
        Watched);

    /// <summary>The command line that starts the command in the sandbox.</summary>
    public IReadOnlyList<string> Wrap(IReadOnlyList<string> command, Scratch scratch) => Wraps
        ? [.. wrapper, .. Bubblewrap.Folders(command, scratch), "--", .. command]
        : command;

    private static string Watched => $"Memory, processes and threads were watched every {Watcher.Interval.TotalMilliseconds:0} ms; "
        + (ControlGroup.Available ? "the kernel capped them too (cgroup)." : "the kernel did not cap them (no cgroup may be made here).");

    private static readonly Lazy<Sandbox> Found = new(Find);

    private static Sandbox Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return None("There is no sandbox on this system: grade work that you do not trust on Linux with bubblewrap.");
        }

        if (Bubblewrap.Program is not { } program)
        {
            return None("bubblewrap is not installed: sudo apt-get install bubblewrap, and grade again.");
        }

        string? refusal = null;
        foreach (var (start, apart) in Bubblewrap.Apart.SelectMany(apart => new[] { (SystemCalls.Filtered(program), apart), ([program], apart) }))
        {
            if (start is null)
            {
                continue;
            }

            string[] wrapper = [.. start, .. apart];
            refusal = Try(wrapper);
            if (refusal is null)
            {
                return new Sandbox(
                    wrapper,
                    "bubblewrap kept the student's process apart: no network, no other processes in sight; of the files only .NET, the program, the course's models and public data, read-only, and its scratch folder.",
                    start.Count > 1 ? "A filter refused the system calls that no lab needs." : "The system calls that it made were not filtered.",
                    Watched);
            }
        }

        return None($"bubblewrap is installed but may not make namespaces here ({refusal}).");
    }

    /// <summary>Null if the wrapper can run a program; otherwise its output.</summary>
    private static string? Try(IReadOnlyList<string> wrapper)
    {
        using var scratch = new Scratch();
        string[] command = [.. wrapper, .. Bubblewrap.Folders(["true"], scratch), "--", "true"];
        using var trial = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = trial.StandardError.ReadToEnd();
        trial.WaitForExit();
        return trial.ExitCode == 0 ? null : errors.Split('\n')[0].Trim();
    }
}
