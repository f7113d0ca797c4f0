namespace Frugal.Training;

/// <summary>The results of a network on labelled pictures.</summary>
/// <param name="Accuracy">The share of pictures whose highest logit is the label's, 0 to 1.</param>
/// <param name="Loss">The mean cross-entropy in nats.</param>
/// <param name="Confusion">Counts, [label, prediction].</param>
public sealed record Evaluation(double Accuracy, double Loss, int[,] Confusion)
{
    /// <summary>The number of pictures.</summary>
    public int Count => Confusion.Cast<int>().Sum();
}
