namespace TweetPipeline.Rules;

/// <summary>Looks for one term after another: the simplest way, and the slowest. What <see cref="TermIndex"/> finds is the same.</summary>
public static class NaiveTerms
{
    /// <summary>Counts the occurrences of the terms of each group.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="words">A text in the form of <see cref="PlainWords"/>.</param>
    /// <param name="counts">The counts of the groups, which are added to.</param>
    public static void Count(IReadOnlyList<Term> terms, ReadOnlySpan<char> words, Span<int> counts)
    {
        foreach (var term in terms)
        {
            var sought = term.IsPrefix ? $" {term.Words}" : $" {term.Words} ";
            for (var at = 0; words[at..].IndexOf(sought) is var found and >= 0; at += found + 1)
            {
                counts[term.Group]++;
            }
        }
    }
}
