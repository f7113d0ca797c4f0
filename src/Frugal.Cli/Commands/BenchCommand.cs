using System.CommandLine;
using System.Diagnostics;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal bench NAME</c>: builds and runs one of the project's benchmarks with the options given after its name.</summary>
internal static class BenchCommand
{
    /// <summary>The benchmarks by name: the project under <c>bench/</c>, and the part of it to run.</summary>
    private static readonly Dictionary<string, (string Project, string[] Part, string About)> Benchmarks = new()
    {
        ["compression"] = ("compression", [], "every compression method on the course's ResNet (2.5 hours at first)"),
        ["clothing-api"] = ("clothing-api", [], "the clothing shop's server under load"),
        ["chatbot"] = ("chatbot", [], "the ways to keep a language model in memory (half an hour)"),
        ["tweets"] = ("tweets", [], "classifiers of tweets: bytes, tweets per second, scores"),
        ["calls"] = ("Frugal.Benchmarks", ["calls"], "nanoseconds per call on one-element tensors"),
        ["steps"] = ("Frugal.Benchmarks", ["steps"], "a training step in TorchSharp; options: THREADS ROUNDS"),
        ["photos"] = ("Frugal.Benchmarks", ["photos"], "photos decoded and augmented per second"),
        ["sparsity"] = ("Frugal.Benchmarks", ["sparsity"], "masked versus removed channels"),
        ["weights"] = ("Frugal.Benchmarks", ["weights"], "cost of safe8 weights in size, speed and accuracy"),
        ["texts"] = ("Frugal.Benchmarks", ["texts"], "tweets cleaned, compared and judged per second; option: COUNT"),
        ["gradings"] = ("Frugal.Benchmarks", ["gradings"], "reliability of timing verdicts; option: COUNT"),
        ["notebooks"] = ("Frugal.Benchmarks", ["notebooks"], "time of a notebook's first cell and of later cells"),
    };

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = string.Join('\n', Benchmarks.Select(entry => $"{entry.Key}: {entry.Value.About}")), HelpName = "NAME" };
        name.AcceptOnlyFromAmong([.. Benchmarks.Keys]);
        var rest = new Argument<string[]>("options") { Description = "Options of the benchmark itself, after --.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "Build and run one of the project's benchmarks.") { name, rest };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(name), parsed.GetValue(rest) ?? [], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string name, string[] options, CancellationToken cancellation)
    {
        var (project, part, _) = Benchmarks[name];
        var start = new ProcessStartInfo("dotnet", ["run", "--configuration", "Release", "--project", Path.Combine(Course.Find().Root, "bench", project), "--", .. part, .. options]);
        using var child = Process.Start(start) ?? throw new FrugalException("'dotnet' could not be started. Check that the .NET SDK is on the PATH.");
        try
        {
            await child.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            throw;
        }

        return child.ExitCode;
    }
}
