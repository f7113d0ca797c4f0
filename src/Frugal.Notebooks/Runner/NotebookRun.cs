using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Runner;

/// <summary>The result of running a notebook.</summary>
public sealed record NotebookRun
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Number of code cells that completed.</summary>
    public int Cells { get; init; }

    /// <summary>Wall time.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why the run failed; null if it succeeded.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>The notebook with the outputs of its cells; null if the file could not be read.</summary>
    public Notebook? Executed { get; init; }
}

/// <summary>Why the run of a notebook failed.</summary>
/// <param name="Cell">The cell, counted from 1 among all cells; null before the first.</param>
/// <param name="Line">The line in the cell, if known.</param>
/// <param name="Cause">The cause, on one line.</param>
public sealed record RunFailure(int? Cell, int? Line, string Cause)
{
    /// <summary>Formats the failure as <c>cell 3, line 2: what happened</c>.</summary>
    public override string ToString() => Cell is null ? Cause : Line is null ? $"cell {Cell}: {Cause}" : $"cell {Cell}, line {Line}: {Cause}";
}
