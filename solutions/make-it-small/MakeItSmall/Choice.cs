using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>Task 9: the models worth keeping, and one of them for a server (notebooks 00, section 5; 07, "the figure that chose the winner"; 12, section 7).</summary>
public static class Choice
{
    /// <summary>
    /// The Pareto front: the models that no other one dominates. A model dominates another one if it has at most as many bytes, takes at most as long
    /// (<see cref="Candidate.Milliseconds(bool)"/> with <paramref name="vnni"/>) and is at least as accurate, and is better in at least one of the three. Two equal models do not dominate each other: both stay.
    /// </summary>
    /// <param name="candidates">The models.</param>
    /// <param name="vnni">Whether the times on a processor with VNNI count.</param>
    /// <returns>The models of the front, in the order in which they were given.</returns>
    public static IReadOnlyList<Candidate> Front(IReadOnlyList<Candidate> candidates, bool vnni)
    {
#if SOLUTION
        return [.. candidates.Where(one => !candidates.Any(other => Dominates(other, one, vnni)))];
#else
        throw new NotImplementedException("Task 9 - the Pareto front. Hint: keep a model unless another one is no worse in all three figures and better in one.");
#endif
    }

    /// <summary>
    /// The model for a server. A model fits if its file has at most <c>server.MostBytes</c>, and the server's cores keep up with the requests at 70% of their time:
    /// <c>0.7 * Cores * 1000 / milliseconds >= RequestsPerSecond</c>, with the time on the server's own kind of processor.
    /// Of the models that fit, let p be the best accuracy. Accuracies were measured on n pictures, with a standard error of <c>sqrt(p * (1 - p) / n)</c>: models at
    /// most that much below p are as good. Of these, the one with the fewest bytes; of equal ones, the first.
    /// </summary>
    /// <param name="candidates">The models.</param>
    /// <param name="server">What is asked.</param>
    /// <param name="pictures">n, the number of pictures.</param>
    /// <returns>The model, or null if none fits.</returns>
    public static Candidate? For(IReadOnlyList<Candidate> candidates, Server server, int pictures)
    {
#if SOLUTION
        var fitting = candidates.Where(one => one.Bytes <= server.MostBytes && 0.7 * server.Cores * 1000 / one.Milliseconds(server.Vnni) >= server.RequestsPerSecond).ToList();
        if (fitting.Count == 0)
        {
            return null;
        }

        var best = fitting.Max(one => one.Accuracy);
        var error = Math.Sqrt(best * (1 - best) / pictures);
        return fitting.Where(one => one.Accuracy >= best - error).MinBy(one => one.Bytes);
#else
        throw new NotImplementedException("Task 9 - the smallest model that is as good as the best that fits. Hint: filter, find the best accuracy, filter again, MinBy.");
#endif
    }
#if SOLUTION

    private static bool Dominates(Candidate other, Candidate one, bool vnni)
    {
        var (theirs, own) = (other.Milliseconds(vnni), one.Milliseconds(vnni));
        return other.Bytes <= one.Bytes && theirs <= own && other.Accuracy >= one.Accuracy
            && (other.Bytes < one.Bytes || theirs < own || other.Accuracy > one.Accuracy);
    }
#endif
}
