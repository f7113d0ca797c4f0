using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>The most bytes that the solution may ship, for <see cref="Judge.Size"/> in the test that carries it.</summary>
/// <param name="most">"400 KB", "1.5 MiB".</param>
public sealed class SizeBudgetAttribute(string most) : StageAttribute(Stage.Small)
{
    /// <summary>The most bytes.</summary>
    public ByteSize Most { get; } = ByteSize.Parse(most);
}
