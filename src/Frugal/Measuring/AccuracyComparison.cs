namespace Frugal.Measuring;

/// <summary>The classes that several models chose for the same pictures, beside the right ones.</summary>
/// <param name="Dataset">The pictures.</param>
/// <param name="Labels">The right class of each picture.</param>
/// <param name="Chosen">Each model's choices, the baseline's first: the class with the largest logit (top-1).</param>
public sealed record AccuracyComparison(DatasetFigures Dataset, IReadOnlyList<int> Labels, IReadOnlyList<int[]> Chosen)
{
    /// <summary>The share of pictures on which model <paramref name="model"/> is right, in [0, 1].</summary>
    public double Accuracy(int model) => Share(Chosen[model], Labels);

    /// <summary>The share of pictures on which model <paramref name="model"/> and the baseline choose the same class, right or wrong, in [0, 1].</summary>
    public double Agreement(int model) => Share(Chosen[model], Chosen[0]);

    private static double Share(IReadOnlyList<int> these, IReadOnlyList<int> those) =>
        these.Zip(those).Count(pair => pair.First == pair.Second) / (double)these.Count;
}
