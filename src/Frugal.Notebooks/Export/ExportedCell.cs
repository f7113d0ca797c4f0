using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Notebooks.Export;

/// <summary>A code cell as the compiler understands it.</summary>
/// <param name="Number">Its place among all cells, from 1.</param>
/// <param name="Submission">The compilation, over those of the cells before it.</param>
internal sealed record ExportedCell(int Number, CSharpCompilation Submission)
{
    /// <summary>The cell as its author wrote it, with its <c>#r</c> lines.</summary>
    public required string Source { get; init; }

    public CompilationUnitSyntax Root { get; } = (CompilationUnitSyntax)Submission.SyntaxTrees[^1].GetRoot();

    public SemanticModel Model { get; } = Submission.GetSemanticModel(Submission.SyntaxTrees[^1]);

    /// <summary>What the cell declares for later cells: variables, functions, types.</summary>
    public IEnumerable<ISymbol> Declared =>
        Submission.ScriptClass!.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && member.Locations.Any(place => place.IsInSource))
            .OrderBy(member => member.Locations[0].SourceSpan.Start);
}
