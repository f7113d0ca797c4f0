using System.Collections.Immutable;

namespace Frugal.Search;

/// <summary>One point of a search space: for each question, the index of the chosen alternative, from 0. Candidates with equal choices are equal.</summary>
/// <param name="Choices">One alternative per question.</param>
public sealed record Candidate(ImmutableArray<int> Choices)
{
    /// <summary>Creates the candidate with these choices.</summary>
    public static Candidate Of(params IEnumerable<int> choices) => new([.. choices]);

    /// <summary>A copy with another choice for one question.</summary>
    public Candidate With(int question, int choice) => new(Choices.SetItem(question, choice));

    /// <inheritdoc/>
    public bool Equals(Candidate? other) => other is not null && Choices.AsSpan().SequenceEqual(other.Choices.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var choice in Choices)
        {
            hash.Add(choice);
        }

        return hash.ToHashCode();
    }

    /// <summary>The choices as "1-0-2".</summary>
    public override string ToString() => string.Join('-', Choices);
}
