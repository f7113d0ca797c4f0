using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>How a cell ended.</summary>
public sealed record CellResult
{
    /// <summary>The value of the trailing expression, to be shown; null where the cell has none or failed.</summary>
    public MimeBundle? Value { get; init; }

    /// <summary>Why the cell failed; null where it did not.</summary>
    public CellError? Error { get; init; }

    /// <summary>Whether the cell was interrupted before its end.</summary>
    public bool Interrupted { get; init; }
}

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's type, <c>CompilationError</c> or <c>Interrupted</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Spans">Where: all places that the compiler names, or the innermost line of a cell that an exception passed.</param>
/// <param name="Trace">All of it for a reader, a line each.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<CellSpan> Spans, IReadOnlyList<string> Trace);

/// <summary>A place in a cell, for a squiggle. Lines and columns count from 1; the end is the column after the last.</summary>
/// <param name="Cell">The cell's name, as it was given to the engine.</param>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first column; 1 where only the line is known.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column after the last.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record CellSpan(string Cell, int Line, int Column, int EndLine, int EndColumn, string Message);
