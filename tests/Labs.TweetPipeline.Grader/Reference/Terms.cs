using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

/// <summary>The grader's own ways to count terms: one after the other, and by the words of the text. Both run in processes that never load the student's code.</summary>
public static class Terms
{
    private static TermRequest kept = new([], [], 0);
    private static Dictionary<string, (string After, int Group)[]> whole = [], beginnings = [];
    private static int[] lengths = [];

    /// <summary>Counts by looking for each term.</summary>
    public static int[] Count(TermData[] terms, string words, int groups, int before = 0)
    {
        var counts = new int[groups];
        Array.Fill(counts, before);
        Add(terms, words, counts);
        return counts;
    }

    /// <summary>Keeps terms and texts for the calls that follow.</summary>
    public static bool Keep(TermRequest request)
    {
        kept = request;
        whole = Groups(request.Terms.Where(term => !(term.IsPrefix && !term.Words.Contains(' '))));
        beginnings = Groups(request.Terms.Where(term => term.IsPrefix && !term.Words.Contains(' ')));
        lengths = [.. beginnings.Keys.Select(word => word.Length).Distinct().Order()];
        return true;
    }

    /// <summary>One term after the other, for the timing.</summary>
    public static int[] OneByOne(TermSpeed request)
    {
        var counts = new int[kept.Groups];
        for (var round = 0; round < request.Rounds; round++)
        {
            Add(kept.Terms, kept.Texts[(round + request.Salt) % kept.Texts.Length], counts);
        }

        return counts;
    }

    /// <summary>The grader's worked answer, for the timing.</summary>
    public static int[] Worked(TermSpeed request)
    {
        var counts = new int[kept.Groups];
        for (var round = 0; round < request.Rounds; round++)
        {
            ByWord(kept.Texts[(round + request.Salt) % kept.Texts.Length], counts);
        }

        return counts;
    }

    private static void Add(TermData[] terms, string words, int[] counts)
    {
        foreach (var term in terms)
        {
            var sought = term.IsPrefix ? $" {term.Words}" : $" {term.Words} ";
            for (var at = words.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = words.IndexOf(sought, at + 1, StringComparison.Ordinal))
            {
                counts[term.Group]++;
            }
        }
    }

    private static void ByWord(ReadOnlySpan<char> words, int[] counts)
    {
        var (byWord, byBeginning) = (whole.GetAlternateLookup<ReadOnlySpan<char>>(), beginnings.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var at = 1; at < words.Length;)
        {
            var word = words[at..];
            word = word[..word.IndexOf(' ')];
            if (byWord.TryGetValue(word, out var terms))
            {
                foreach (var (rest, group) in terms)
                {
                    counts[group] += words[(at + word.Length)..].StartsWith(rest, StringComparison.Ordinal) ? 1 : 0;
                }
            }

            foreach (var length in lengths)
            {
                if (length <= word.Length && byBeginning.TryGetValue(word[..length], out terms))
                {
                    foreach (var (_, group) in terms)
                    {
                        counts[group]++;
                    }
                }
            }

            at += word.Length + 1;
        }
    }

    private static Dictionary<string, (string After, int Group)[]> Groups(IEnumerable<TermData> terms) =>
        terms.GroupBy(term => term.Words.Split(' ')[0]).ToDictionary(group => group.Key, group => group.Select(term => (After(term), term.Group)).ToArray());

    private static string After(TermData term) => term.Words.IndexOf(' ') is var at and >= 0 ? term.Words[at..] + (term.IsPrefix ? "" : " ") : "";
}
