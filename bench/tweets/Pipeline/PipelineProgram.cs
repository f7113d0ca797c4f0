using System.Diagnostics;

namespace Frugal.Benchmarks.Tweets.Pipeline;

/// <summary>The lab's worked answer, published as its image publishes it: compiled ahead of time.</summary>
internal static class PipelineProgram
{
    private static readonly string Published = Path.Combine(Clone.Root, "artifacts", "bench", "tweets", "program"), Program = Path.Combine(Published, "TweetPipeline.dll");

    /// <summary>Publishes it.</summary>
    public static void Publish()
    {
        string[] words = ["publish", Path.Combine(Clone.Root, "solutions", "tweet-pipeline", "TweetPipeline"), "--configuration", "Release", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", "--output", Published];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;
        var text = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0)
        {
            throw new FrugalException($"dotnet {string.Join(' ', words)} ended with exit code {publish.ExitCode}: {text.Trim()}");
        }
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string[] words) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, .. words]) { RedirectStandardOutput = words[0] == "run", RedirectStandardError = words[0] == "run" })!;

    /// <summary>Classifies a file of tweets; returns the seconds from the program's start to its end.</summary>
    public static double Run(string tweets, string output, string[] options)
    {
        var start = Stopwatch.GetTimestamp();
        using var run = Start(["run", tweets, "--output", output, .. options]);
        var error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new FrugalException($"The pipeline ended with exit code {run.ExitCode}: {error.Trim()}");
    }
}
