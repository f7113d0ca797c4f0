namespace Frugal.Measuring;

/// <summary>Predictions of several models on the same images, with the true classes.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Labels">The true class of each image.</param>
/// <param name="Chosen">Each model's predictions, the baseline's first: the class with the largest logit (top-1).</param>
public sealed record AccuracyComparison(DatasetFigures Dataset, IReadOnlyList<int> Labels, IReadOnlyList<int[]> Chosen)
{
    /// <summary>The share of images that a model classifies correctly, in [0, 1].</summary>
    /// <param name="model">The model's place in <see cref="Chosen"/>, from 0.</param>
    public double Accuracy(int model) => Share(Chosen[model], Labels);

    /// <summary>The share of images on which a model and the baseline predict the same class, right or wrong, in [0, 1].</summary>
    /// <param name="model">The model's place in <see cref="Chosen"/>, from 0.</param>
    public double Agreement(int model) => Share(Chosen[model], Chosen[0]);

    private static double Share(IReadOnlyList<int> these, IReadOnlyList<int> those) =>
        these.Zip(those).Count(pair => pair.First == pair.Second) / (double)these.Count;
}
