using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The maximum peak of a process's anonymous memory, for <see cref="Judge.Ram(MemorySnapshot)"/> in the test that has this attribute.</summary>
/// <param name="most">A size such as "60 MB".</param>
public sealed class RamBudgetAttribute(string most) : StageAttribute(Stage.Small)
{
    /// <summary>Maximum anonymous memory.</summary>
    public ByteSize Most { get; } = ByteSize.Parse(most);
}
