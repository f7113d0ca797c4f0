namespace Frugal.Texts;

/// <summary>
/// Scores for classes of unequal size, from counts [label, prediction]. F1 of a class is 2 TP / (2 TP + FP + FN) (van Rijsbergen 1979, "Information
/// retrieval", chapter 7); TweetEval (Barbieri et al. 2020) scores its tasks by it.
/// </summary>
public static class ClassScores
{
    /// <summary>F1 of one class, 0 to 1; 0 for a class that was neither expected nor predicted.</summary>
    public static double F1(int[,] confusion, int label)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        var (expected, predicted) = (0, 0);
        for (var other = 0; other < confusion.GetLength(0); other++)
        {
            expected += confusion[label, other];
            predicted += confusion[other, label];
        }

        return expected + predicted == 0 ? 0 : 2.0 * confusion[label, label] / (expected + predicted);
    }

    /// <summary>The mean of all classes' F1, 0 to 1.</summary>
    public static double MacroF1(int[,] confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return Enumerable.Range(0, confusion.GetLength(0)).Average(label => F1(confusion, label));
    }

    /// <summary>A task's own score: F1 of its positive class, or the mean over all classes.</summary>
    public static double Of(Data.TextTaskForm task, int[,] confusion)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Positive is { } positive ? F1(confusion, task.Classes.ToList().IndexOf(positive)) : MacroF1(confusion);
    }
}
