using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Runner;

/// <summary>How the run of a notebook ended.</summary>
public sealed record NotebookRun
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Code cells that ran to their end.</summary>
    public int Cells { get; init; }

    /// <summary>Wall time.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Why it did not run through; null where it did.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>The notebook with what its cells showed; null where the file could not be read.</summary>
    public Notebook? Executed { get; init; }
}

/// <summary>Why a notebook did not run through.</summary>
/// <param name="Cell">The cell, counted from 1 among all cells; null before the first.</param>
/// <param name="Line">The cell's line, where it is known.</param>
/// <param name="Cause">What happened, on one line.</param>
public sealed record RunFailure(int? Cell, int? Line, string Cause)
{
    /// <summary>As <c>cell 3, line 2: what happened</c>.</summary>
    public override string ToString() => Cell is null ? Cause : Line is null ? $"cell {Cell}: {Cause}" : $"cell {Cell}, line {Line}: {Cause}";
}
