using System.Text.RegularExpressions;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Authoring;

/// <summary>Builds and grades with <c>dotnet build</c> and <c>dotnet test</c>, as a student does.</summary>
public sealed partial class DotnetLabGrader : ILabGrader
{
    private const string Configuration = "Release";   // debug builds would make the measurements meaningless

    /// <summary>The time limit of one build or one grading.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IReadOnlyList<string> Build(string folder, CancellationToken cancellation)
    {
        var (code, output) = Dotnet.Run(folder, ["build", "--configuration", Configuration, "--nologo", "-nodeReuse:false", "-verbosity:quiet"], new Dictionary<string, string?>(), Limit, cancellation);
        return code == 0 ? [] : [.. Errors().Matches(output).Select(match => match.Value.Trim()).Distinct().DefaultIfEmpty($"'dotnet build' failed: {Dotnet.Tail(output)}")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskGrade> Grade(string folder, bool each, CancellationToken cancellation)
    {
        var cards = Directory.CreateTempSubdirectory("frugal-gate-");
        try
        {
            var variables = new Dictionary<string, string?> { [GradedLabAttribute.Variable] = cards.FullName, [RequiresAttribute.Variable] = each ? "ignore" : null };
            var (_, output) = Dotnet.Run(folder, ["test", "--configuration", Configuration, "--no-build", "--nologo"], variables, Limit, cancellation);
            var card = Path.Combine(cards.FullName, "grade.json");
            return File.Exists(card) ? GradeJson.ReadFile(card).Tasks : throw new FrugalException($"{folder}: the grading wrote no grade ({Dotnet.Tail(output)}). Run 'dotnet test {folder}' to see why.");
        }
        finally
        {
            cards.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^.*\berror [A-Z]+[0-9]+: [^\[\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Errors();
}
