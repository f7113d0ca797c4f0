using System.Collections.Immutable;

namespace Frugal.Search;

/// <summary>One answer to every question of a search: the numbers, from 0, of the alternatives that it takes. Equal choices make equal candidates.</summary>
/// <param name="Choices">An alternative a question.</param>
public sealed record Candidate(ImmutableArray<int> Choices)
{
    /// <summary>The candidate with these choices.</summary>
    public static Candidate Of(params IEnumerable<int> choices) => new([.. choices]);

    /// <summary>The candidate with another answer to one question.</summary>
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
