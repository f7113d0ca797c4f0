using System.Diagnostics;
using System.Text.Json;
using Frugal.Grading.Authoring;
using Frugal.Grading.Containment;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Hosting;

/// <summary>A process with a lab's grader in it, which is asked to grade one program after the other (<see cref="TestHost"/>).</summary>
internal sealed class GraderProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    /// <summary>Starts the process.</summary>
    /// <param name="grader">The grader's assembly, as it was built.</param>
    /// <param name="temporary">The folder for all that the grader and the student's processes write.</param>
    /// <param name="seed">The seed of the unseen inputs, so that a mutant meets the same ones each time; null for new inputs in each grading.</param>
    /// <param name="variables">Further environment variables of the process.</param>
    public GraderProcess(string grader, string temporary, GradingSeed? seed, IReadOnlyDictionary<string, string>? variables = null)
    {
        process = ProcessStart.Of(Command(grader, temporary, seed, variables));
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The start of the process. Of this process's variables it gets those that <c>dotnet test</c> would get.</summary>
    internal static ProcessStartInfo Command(string grader, string temporary, GradingSeed? seed, IReadOnlyDictionary<string, string>? variables)
    {
        var host = Path.Combine(Path.GetDirectoryName(grader)!, $"{typeof(TestHost).Assembly.GetName().Name}.dll");
        string[] arguments = ["exec", "--depsfile", Path.ChangeExtension(grader, ".deps.json"), "--runtimeconfig", Path.ChangeExtension(grader, ".runtimeconfig.json"), host, TestHost.Command, grader];
        var start = new ProcessStartInfo(Launch.Dotnet, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = temporary };
        Dictionary<string, string?> own = new() { ["TMPDIR"] = temporary, ["TEMP"] = temporary, ["TMP"] = temporary, [GradedLabAttribute.Variable] = Path.Combine(temporary, "cards") };
        if (seed is { } chosen)
        {
            own[GradingSeed.Variable] = chosen.Value;
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            own[name] = value;
        }

        Dotnet.Limit(start, own);
        start.Environment.Remove(RequiresAttribute.Variable);
        return start;
    }

    /// <summary>Runs tests.</summary>
    /// <returns>The tests that ran; null if they did not end within the limit, after which the process has been ended.</returns>
    /// <exception cref="FrugalException">The process ended by itself.</exception>
    public TestReply? Ask(TestRequest request, TimeSpan limit, CancellationToken cancellation)
    {
        using var end = cancellation.Register(Kill);
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
            process.StandardInput.Flush();
            var reply = process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask();
            if (!reply.Wait(limit, cancellation))
            {
                Kill();
                return null;
            }

            cancellation.ThrowIfCancellationRequested();
            return reply.Result is { } line ? JsonSerializer.Deserialize<TestReply>(line)! : throw Ended();
        }
        catch (IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Ended();
        }
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private FrugalException Ended()
    {
        process.WaitForExit();
        var said = errors.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it said nothing";
        return new FrugalException($"The grader's process ended with exit code {process.ExitCode} ({said.TrimEnd('.')}). Run 'dotnet test' on the lab's solution to see why.");
    }
}
