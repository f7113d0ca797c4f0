using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Grading.Authoring;

namespace Frugal.Grading.Mutants;

/// <summary>What a review found of a mutant that no test catches.</summary>
public enum Explanation
{
    /// <summary>It is not a wrong variant: no caller could tell it from the worked answer. It is not counted.</summary>
    Equivalent,

    /// <summary>It is wrong, and the tests cannot or need not see it. It is counted as not caught.</summary>
    Accepted,
}

/// <summary>An explained survivor: an entry of <c>tests/Labs.APP.Grader/Mutants/survivors.json</c>.</summary>
/// <param name="Mutant">The mutant's name, as the command prints it.</param>
/// <param name="Is">What it is.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record ExplainedMutant(string Mutant, Explanation Is, string Reason);

/// <summary>The reviewed file of a lab's survivors.</summary>
internal static class ExplainedMutants
{
    /// <summary>The file, in the folder of the lab's grader.</summary>
    public const string FileName = "Mutants/survivors.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The entries of a lab, by mutant; none if the file does not exist.</summary>
    /// <exception cref="FrugalException">The file cannot be read, or an entry has no reason or a twin.</exception>
    public static IReadOnlyDictionary<string, ExplainedMutant> Of(LabTree tree)
    {
        var file = Path.Combine(tree.Grader, FileName);
        return File.Exists(file) ? Parse(File.ReadAllText(file), tree.Show(file)) : new Dictionary<string, ExplainedMutant>();
    }

    internal static IReadOnlyDictionary<string, ExplainedMutant> Parse(string text, string shown)
    {
        IReadOnlyList<ExplainedMutant> entries;
        try
        {
            entries = JsonSerializer.Deserialize<List<ExplainedMutant>>(text, Format) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new FrugalException($"{shown}: {wrong.Message.TrimEnd('.')}. Write a list of {{\"mutant\": ..., \"is\": \"equivalent\" or \"accepted\", \"reason\": ...}}.", wrong);
        }

        var twin = entries.GroupBy(entry => entry.Mutant).FirstOrDefault(group => group.Count() > 1)?.Key;
        var unexplained = entries.FirstOrDefault(entry => string.IsNullOrWhiteSpace(entry.Reason))?.Mutant;
        return twin is not null ? throw new FrugalException($"{shown}: '{twin}' is explained twice. Keep one entry.")
            : unexplained is not null ? throw new FrugalException($"{shown}: '{unexplained}' has no reason. Write one sentence.")
            : entries.ToDictionary(entry => entry.Mutant);
    }
}
