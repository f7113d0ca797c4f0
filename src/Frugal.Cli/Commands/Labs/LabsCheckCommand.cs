using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs check [NAME]</c>: checks whether labs are ready to hand out. Exit code 1 if one is not.</summary>
internal static class LabsCheckCommand
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The result of the checks for one lab: an entry of <c>--json</c>.</summary>
    private sealed record Outcome(string Lab, bool Passed, IReadOnlyList<Finding> Findings);

    public static Command Create(Func<Course> course, ILabGrader grader)
    {
        var name = LabsCommand.Name();
        var quick = new Option<bool>("--quick") { Description = "Check the files only, without building or grading." };
        var json = CommandLine.Json();
        var command = new Command("check", "Check that labs are ready to hand out: generated, complete, failing on the starter, passing on the solution.") { name, quick, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var output = Terminal.Of(parsed).Output;
                var outcomes = new List<Outcome>();
                foreach (var lab in course().Choose(parsed.GetValue(name)))
                {
                    IReadOnlyList<Finding> findings = Check(lab, parsed.GetValue(quick) ? null : new LabGate(grader), cancellation);
                    outcomes.Add(new(lab.Name.Text, findings.Count == 0, findings));
                    if (!parsed.GetValue(json))
                    {
                        Print(outcomes[^1], output);
                    }
                }

                if (parsed.GetValue(json))
                {
                    output.WriteLine(JsonSerializer.Serialize(new { Labs = outcomes }, Format));
                }

                return outcomes.All(outcome => outcome.Passed) ? 0 : 1;
            },
            cancellation));
        return command;
    }

    /// <summary>Checks the files first: a lab with faulty files is not built.</summary>
    private static IReadOnlyList<Finding> Check(LabTree lab, LabGate? gate, CancellationToken cancellation)
    {
        try
        {
            var findings = LabReview.Of(lab);
            return findings.Count > 0 || gate is null ? findings : gate.Check(lab, cancellation);
        }
        catch (FrugalException failure)
        {
            return [new(LabCheck.Tree, failure.Message)];
        }
    }

    private static void Print(Outcome outcome, TextWriter output)
    {
        foreach (var finding in outcome.Findings)
        {
            output.WriteLine(finding);
        }

        output.WriteLine(outcome.Passed ? $"{outcome.Lab}: ready to hand out" : $"{outcome.Lab}: {outcome.Findings.Count} finding{(outcome.Findings.Count == 1 ? "" : "s")}");
    }
}
