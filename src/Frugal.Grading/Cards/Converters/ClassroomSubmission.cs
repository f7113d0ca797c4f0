namespace Frugal.Grading.Cards.Converters;

/// <summary>The submission being graded, from the environment variables of Classroom 50's runner (source: "Advanced Autograding" in the
/// wiki of github.com/foundation50/classroom50, read 2026-11). Outside that runner every field is "local".</summary>
public sealed record ClassroomSubmission
{
    /// <summary>The classroom's short name: <c>CLASSROOM</c>.</summary>
    public string Classroom { get; init; } = "local";

    /// <summary>The assignment's slug: <c>ASSIGNMENT</c>; if null, the lab's name.</summary>
    public string? Assignment { get; init; }

    /// <summary>"individual" or "group": <c>ASSIGNMENT_TYPE</c>.</summary>
    public string AssignmentType { get; init; } = "individual";

    /// <summary>The login that owns the repository: <c>OWNER</c> or <c>USERNAME</c>.</summary>
    public string Owner { get; init; } = "local";

    /// <summary>The submission's tag, <c>submit/...</c>: <c>SUBMISSION_TAG</c>.</summary>
    public string Submission { get; init; } = "submit/local";

    /// <summary>The URL of the graded commit: <c>COMMIT_URL</c>.</summary>
    public string Commit { get; init; } = "local";

    /// <summary>The URL of the submission's release: <c>RELEASE_URL</c>.</summary>
    public string Release { get; init; } = "local";

    /// <summary>The URL of the full diff against the starter: <c>REVIEW_URL</c>, otherwise <see cref="Commit"/>.</summary>
    public string Review { get; init; } = "local";

    /// <summary>Reads the submission from the environment.</summary>
    public static ClassroomSubmission FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Reads the submission from <paramref name="variable"/>; without a submission's tag, returns the defaults.</summary>
    internal static ClassroomSubmission From(Func<string, string?> variable)
    {
        var local = new ClassroomSubmission();
        if (variable("SUBMISSION_TAG") is not { } tag || !tag.StartsWith("submit/", StringComparison.Ordinal))
        {
            return local;
        }

        string? Given(string name) => variable(name) is { Length: > 0 } text ? text : null;
        return new ClassroomSubmission
        {
            Classroom = Given("CLASSROOM") ?? local.Classroom,
            Assignment = Given("ASSIGNMENT"),
            AssignmentType = Given("ASSIGNMENT_TYPE") == "group" ? "group" : "individual",
            Owner = Given("OWNER") ?? Given("USERNAME") ?? local.Owner,
            Submission = tag,
            Commit = Given("COMMIT_URL") ?? local.Commit,
            Release = Given("RELEASE_URL") ?? local.Release,
            Review = Given("REVIEW_URL") ?? Given("COMMIT_URL") ?? local.Review,
        };
    }
}
