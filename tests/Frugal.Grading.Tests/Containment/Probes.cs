using System.Reflection;
using Frugal.Measuring;
using Hostile;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What the tests ask of the submissions.</summary>
internal static class Probes
{
    public static int Double(int x) => Plain.Double(x);

    public static int NotDone(int x) => Plain.NotDone(x);

    public static int Overflow(int x) => Plain.Wrong(x);

    public static int[] Reversed(int[] values) => Plain.Reversed(values);

    public static IEnumerable<int> Sequence(int x) => Runtime.EndlessList();

    public static string? Nothing(int x) => x == 0 ? null : "something";

    public static string Promised(int x) => x == 0 ? null! : "something";

    public static async Task<double> Later(double x)
    {
        await Task.Yield();
        return x;
    }

    /// <summary>Works until the thread has taken so many milliseconds of the processor.</summary>
    public static int Work(int milliseconds)
    {
        var (clock, turns) = (ThreadCpuClock.Instance!, 0);
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start).TotalMilliseconds < milliseconds;)
        {
            turns++;
        }

        return turns;
    }

    public static string[] Variables(int _) => [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()];

    /// <summary>Runs one of the hostile submissions.</summary>
    public static int Run(Submission submission) => (int)typeof(Plain).Assembly.GetType($"Hostile.{submission.Class}", throwOnError: true)!
        .GetMethod(submission.Method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [submission.About], null)!;
}

/// <summary>A method of the hostile assembly, by name: the grader's own process must not load it.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Method">Its name.</param>
/// <param name="About">What it is given.</param>
public sealed record Submission(string Class, string Method, string About)
{
    public override string ToString() => $"{Class}.{Method}";
}
