using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Engine;

/// <summary>The result of compiling a cell: an assembly image, errors, or neither for an empty cell.</summary>
internal sealed record CompiledCell(CSharpCompilation Submission, ImmutableArray<Diagnostic> Diagnostics)
{
    public Stream? Image { get; init; }

    public Stream? Symbols { get; init; }

    /// <summary>The edits made before compilation; null if the cell was compiled unchanged.</summary>
    public EditedSource? Edited { get; init; }
}
