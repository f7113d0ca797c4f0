namespace Frugal.Notebooks.Ipynb;

/// <summary>Where a notebook leaves the portable form.</summary>
/// <param name="Cell">The cell, counted from 1; null for the notebook as a whole.</param>
/// <param name="What">What is not as it should be.</param>
/// <param name="Repairable">Whether <see cref="PortableForm.Repair"/> mends it; the rest takes an author.</param>
public sealed record FormFinding(int? Cell, string What, bool Repairable)
{
    /// <summary>As one line: <c>cell 3: has outputs</c>.</summary>
    public override string ToString() => Cell is { } number ? $"cell {number}: {What}" : What;
}
