using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>The result of a cell.</summary>
public sealed record CellResult
{
    /// <summary>The value of the trailing expression, to be shown; null if the cell has none or failed.</summary>
    public MimeBundle? Value { get; init; }

    /// <summary>Why the cell failed; null if it succeeded.</summary>
    public CellError? Error { get; init; }

    /// <summary>Whether the cell was interrupted before it finished.</summary>
    public bool Interrupted { get; init; }
}

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's type, <c>CompilationError</c> or <c>Interrupted</c>.</param>
/// <param name="Message">The error message.</param>
/// <param name="Spans">The locations: all that the compiler reports, or the innermost line of a cell in the exception's stack.</param>
/// <param name="Trace">The full error text for the user, one entry per line.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<CellSpan> Spans, IReadOnlyList<string> Trace);

/// <summary>A span in a cell, for a squiggle. Lines and columns count from 1; the end column is exclusive.</summary>
/// <param name="Cell">The cell's name, as passed to the engine.</param>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first column; 1 if only the line is known.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column after the last.</param>
/// <param name="Message">The message for this span.</param>
public sealed record CellSpan(string Cell, int Line, int Column, int EndLine, int EndColumn, string Message);
