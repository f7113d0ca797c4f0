using TweetPipeline.Rules;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>A term as plain data.</summary>
public sealed record TermData(string Words, bool IsPrefix, int Group);

/// <summary>Texts in which terms are counted; each begins with the counts that are given.</summary>
public sealed record TermRequest(TermData[] Terms, string[] Texts, int Groups, int Before = 0);

/// <summary>Texts to be searched again and again.</summary>
public sealed record TermSpeed(int Rounds, int Salt);

/// <summary>Task 5, in the student's process.</summary>
public static class RuleProbes
{
    private static Func<TermSpeed, int[]>? kept;

    public static int[][] Count(TermRequest request)
    {
        var index = Index(request.Terms);
        return [.. request.Texts.Select(text => Counts(index, text, request))];
    }

    /// <summary>Bytes that a thousand counts allocate.</summary>
    public static long Allocated(TermRequest request)
    {
        var index = Index(request.Terms);
        var counts = new int[request.Groups];
        for (var round = 0; round < 50; round++)
        {
            CountAll(index, request.Texts, counts);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            CountAll(index, request.Texts, counts);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Keeps terms and texts for the calls that follow.</summary>
    public static bool Keep(TermRequest request)
    {
        var index = Index(request.Terms);
        kept = speed =>
        {
            var counts = new int[request.Groups];
            for (var round = 0; round < speed.Rounds; round++)
            {
                index.Count(request.Texts[(round + speed.Salt) % request.Texts.Length], counts);
            }

            return counts;
        };
        return true;
    }

    public static int[] Timed(TermSpeed request) => kept!(request);

    private static TermIndex Index(TermData[] terms) => new([.. terms.Select(term => new Term(term.Words, term.IsPrefix, term.Group))]);

    private static int[] Counts(TermIndex index, string text, TermRequest request)
    {
        var counts = new int[request.Groups];
        Array.Fill(counts, request.Before);
        index.Count(text, counts);
        return counts;
    }

    private static void CountAll(TermIndex index, string[] texts, int[] counts)
    {
        foreach (var text in texts)
        {
            index.Count(text, counts);
        }
    }
}
