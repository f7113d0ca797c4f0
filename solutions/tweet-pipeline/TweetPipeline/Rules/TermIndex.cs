namespace TweetPipeline.Rules;

/// <summary>Finds all terms of a vocabulary in one pass over a text, without allocating. Safe for concurrent use.</summary>
public sealed class TermIndex
{
#if SOLUTION
    private readonly Dictionary<string, Tail[]> whole = [];        // by the first word, which is not a prefix
    private readonly Dictionary<string, Tail[]> beginnings = [];   // by the first letters of a first word that is one
    private readonly Dictionary<string, Tail[]>.AlternateLookup<ReadOnlySpan<char>> byWord, byBeginning;
    private readonly int[] lengths;                                // of the beginnings, ascending

#endif
    /// <summary>Builds the index once for many texts.</summary>
    public TermIndex(IReadOnlyList<Term> terms)
    {
#if SOLUTION
        Add(whole, terms.Where(term => !BeginsWord(term)));
        Add(beginnings, terms.Where(BeginsWord));
        lengths = [.. beginnings.Keys.Select(word => word.Length).Distinct().Order()];
        byWord = whole.GetAlternateLookup<ReadOnlySpan<char>>();
        byBeginning = beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
#else
        throw new NotImplementedException("Task 5 - build the index. Hint: group the terms by their first word; Dictionary.GetAlternateLookup finds a span without making a string.");
#endif
    }

    /// <summary>
    /// Counts the occurrences of the terms of each group, as <see cref="NaiveTerms.Count"/> does: a term of several words is found where these words follow each other, a prefix where a word
    /// begins so, and each occurrence counts, also where terms overlap. The time depends on the length of the text, not on the number of terms, and nothing is allocated.
    /// </summary>
    /// <param name="words">A text in the form of <see cref="PlainWords"/>: a space before, between and after the words.</param>
    /// <param name="counts">The counts of the groups, which are added to.</param>
    public void Count(ReadOnlySpan<char> words, Span<int> counts)
    {
#if SOLUTION
        for (var at = 1; at < words.Length;)
        {
            var length = words[at..].IndexOf(' ');
            var word = words.Slice(at, length);
            var after = words[(at + length)..];   // begins with the space
            if (byWord.TryGetValue(word, out var tails))
            {
                Add(tails, after, counts);
            }

            foreach (var shorter in lengths)
            {
                if (shorter > length)
                {
                    break;
                }

                if (byBeginning.TryGetValue(word[..shorter], out tails))
                {
                    Add(tails, default, counts);
                }
            }

            at += length + 1;
        }
#else
        throw new NotImplementedException("Task 5 - count the terms in one pass. Hint: go from word to word with IndexOf, and look up the word and its beginnings.");
#endif
    }

#if SOLUTION
    private static void Add(Tail[] tails, ReadOnlySpan<char> after, Span<int> counts)
    {
        foreach (var tail in tails)
        {
            counts[tail.Group] += after.StartsWith(tail.Words, StringComparison.Ordinal) ? 1 : 0;
        }
    }

    private static void Add(Dictionary<string, Tail[]> index, IEnumerable<Term> terms)
    {
        foreach (var group in terms.GroupBy(First))
        {
            index[group.Key] = [.. group.Select(term => new Tail(Rest(term), term.Group))];
        }
    }

    /// <summary>Whether a term is the beginning of one word.</summary>
    private static bool BeginsWord(Term term) => term.IsPrefix && !term.Words.Contains(' ');

    private static string First(Term term) => term.Words.Split(' ')[0];

    /// <summary>What must follow the first word: nothing, or the other words with the spaces around them.</summary>
    private static string Rest(Term term) => term.Words[First(term).Length..] is var rest && rest.Length == 0 ? "" : term.IsPrefix ? rest : $"{rest} ";

    private sealed record Tail(string Words, int Group);
#endif
}
