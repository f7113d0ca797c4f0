using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Engine;

/// <summary>What the compiler made of a cell: an image to run, or errors, or neither of an empty one.</summary>
internal sealed record CompiledCell(CSharpCompilation Submission, ImmutableArray<Diagnostic> Diagnostics)
{
    public Stream? Image { get; init; }

    public Stream? Symbols { get; init; }

    /// <summary>The edits under which it was compiled; null where it stands as the reader wrote it.</summary>
    public EditedSource? Edited { get; init; }
}
