using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>The minimum accuracy, for <see cref="Judge.Accuracy(ModelAnswers)"/> in the test that has this attribute.</summary>
/// <param name="least">The minimum accuracy, in (0, 1].</param>
public sealed class AccuracyFloorAttribute(double least) : StageAttribute(Stage.Right)
{
    /// <summary>The minimum accuracy.</summary>
    public double Least { get; } = least is > 0 and <= 1 ? least : throw new FrugalException($"An accuracy floor of {least}: allowed are numbers above 0 up to 1.");
}
