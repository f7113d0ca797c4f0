using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Notebooks.Export;

/// <summary>A code cell with its compilation.</summary>
/// <param name="Number">Its position among all cells, from 1.</param>
/// <param name="Submission">The compilation, on top of those of the earlier cells.</param>
internal sealed record ExportedCell(int Number, CSharpCompilation Submission)
{
    /// <summary>The cell's original code, with its <c>#r</c> lines.</summary>
    public required string Source { get; init; }

    public CompilationUnitSyntax Root { get; } = (CompilationUnitSyntax)Submission.SyntaxTrees[^1].GetRoot();

    public SemanticModel Model { get; } = Submission.GetSemanticModel(Submission.SyntaxTrees[^1]);

    /// <summary>The declarations visible to later cells: variables, functions, types.</summary>
    public IEnumerable<ISymbol> Declared =>
        Submission.ScriptClass!.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && member.Locations.Any(place => place.IsInSource))
            .OrderBy(member => member.Locations[0].SourceSpan.Start);
}
