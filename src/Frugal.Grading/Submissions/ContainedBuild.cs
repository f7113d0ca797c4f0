using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Submissions;

/// <summary>
/// Compiles a submission in the sandbox: the app, then the probes that call it. The compiler reads the sources, the references and the course's
/// generated files; it writes to a scratch folder, from which two assemblies and their symbols are taken as plain files of limited size.
/// </summary>
/// <param name="rules">The lab's rules: which of the course's sources a student replaces, and the limits.</param>
/// <param name="sandbox">Contains the compiler.</param>
internal sealed partial class ContainedBuild(SubmissionRules rules, Sandbox sandbox)
{
    private static readonly ByteSize LargestOutput = ByteSize.Parse("50 MB");

    private readonly Limits allowed = new()
    {
        Time = TimeSpan.FromSeconds(rules.Limits.BuildSeconds),
        Memory = new(rules.Limits.BuildMegabytes * 1_000_000L),
        Folder = ByteSize.Parse("250 MB"),
        Entries = 1000,
        Output = ByteSize.Parse("8 MB"),
    };

    /// <summary>What was contained of the build, in one sentence.</summary>
    public string Says => sandbox.Wraps
        ? "The compiler read the submission in bubblewrap, without network; it saw the student's sources, .NET and the libraries."
        : "The compiler read the submission with the rights of the user who graded, within limits of time and memory.";

    /// <summary>Compiles, and completes the folder of the work.</summary>
    /// <returns>The compiler's errors; empty if the code compiles.</returns>
    public IReadOnlyList<string> Compile(CourseBuild course, GradedWork work, CancellationToken cancellation)
    {
        var sources = Directory.Exists(work.Sources) ? Directory.GetFiles(work.Sources, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [];
        CompilerRun[] runs = [course.App.With(sources, rules.IsSource), course.Probes.With([], _ => false, $"{course.App.Assembly}.dll")];
        using var scratch = new Scratch { Reads = [.. runs.SelectMany(run => run.Reads).Distinct()] };
        foreach (var run in runs)
        {
            try
            {
                if (Run(run, work, scratch, cancellation) is { Count: > 0 } errors)
                {
                    return errors;
                }
            }
            catch (StudentFailure ended)
            {
                return [Reason(ended)];
            }
        }

        work.Complete(course);
        return [];
    }

    private IReadOnlyList<string> Run(CompilerRun run, GradedWork work, Scratch scratch, CancellationToken cancellation)
    {
        var response = scratch.Write($"{run.Assembly}.rsp", Encoding.UTF8.GetBytes(string.Join('\n', run.Arguments)));
        string[] command = [Launch.Dotnet, "exec", run.Compiler, "-noconfig", $"@{response}"];
        var result = ContainedCommand.Run(command, allowed, scratch, sandbox, cancellation);
        if (result.ExitCode != 0)
        {
            return [.. Errors().Matches(result.Output).Select(match => match.Value.Replace(work.Sources + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)).Distinct().DefaultIfEmpty(Crash(result))];
        }

        foreach (var file in new[] { $"{run.Assembly}.dll", $"{run.Assembly}.pdb" })
        {
            File.WriteAllBytes(Path.Combine(work.Program, file), scratch.Read(file, LargestOutput));
        }

        return [];
    }

    private string Reason(StudentFailure ended) => ended.Cause switch
    {
        Cause.Timeout => string.Create(CultureInfo.InvariantCulture, $"The compiler had not finished after {rules.Limits.BuildSeconds} s and was ended. Look for lambdas in lambdas, deep generic types, or very large expressions and switches, and split them."),
        Cause.OutOfMemory => OutOfMemory,
        Cause.OutputFlood => $"The compiler wrote more than {allowed.Output} of errors and was ended. Correct the first errors that your own build shows.",
        _ => $"The compiler was ended: {ended.Message}",
    };

    private string Crash(CommandResult result) => result.Errors.Contains("Stack overflow", StringComparison.Ordinal)
        ? "The compiler's stack overflowed. Look for expressions, blocks or types that are nested very deep, and split them."
        : result.Errors.Contains("Out of memory", StringComparison.Ordinal) || result.Errors.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal) ? OutOfMemory
        : string.Create(CultureInfo.InvariantCulture, $"The compiler ended with code {result.ExitCode} and without an error of its own ({FirstLine(result)}). Take out what you added last.");

    private string OutOfMemory => string.Create(CultureInfo.InvariantCulture, $"The compiler took more than {rules.Limits.BuildMegabytes} MB of memory and was ended. Look for very large constants, arrays and deep generic types, and split them.");

    private static string FirstLine(CommandResult result) => $"{result.Errors}\n{result.Output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault("it said nothing").TrimEnd('.');

    [GeneratedRegex(@"^.*\berror [A-Z]+[0-9]+: [^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Errors();
}
