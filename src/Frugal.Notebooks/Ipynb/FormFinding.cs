namespace Frugal.Notebooks.Ipynb;

/// <summary>A deviation of a notebook from the portable form.</summary>
/// <param name="Cell">The cell, counted from 1; null for the whole notebook.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Repairable">Whether <see cref="PortableForm.Repair"/> fixes it; the rest needs an author.</param>
public sealed record FormFinding(int? Cell, string What, bool Repairable)
{
    /// <summary>The finding on one line: <c>cell 3: has outputs</c>.</summary>
    public override string ToString() => Cell is { } number ? $"cell {number}: {What}" : What;
}
