using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The maximum size of the shipped solution, for <see cref="Judge.Size"/> in the test that has this attribute.</summary>
/// <param name="most">A size such as "400 KB" or "1.5 MiB".</param>
public sealed class SizeBudgetAttribute(string most) : StageAttribute(Stage.Small)
{
    /// <summary>Maximum size.</summary>
    public ByteSize Most { get; } = ByteSize.Parse(most);
}
