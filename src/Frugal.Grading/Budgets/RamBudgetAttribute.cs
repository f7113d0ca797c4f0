using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The most anonymous memory that a process may hold at its peak, for <see cref="Judge.Ram(MemorySnapshot)"/> in the test that carries it.</summary>
/// <param name="most">"60 MB".</param>
public sealed class RamBudgetAttribute(string most) : StageAttribute(Stage.Small)
{
    /// <summary>The most anonymous memory.</summary>
    public ByteSize Most { get; } = ByteSize.Parse(most);
}
