using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Notebooks.Export;

/// <summary>
/// Renames symbols where one file is stricter than a notebook: a name may be declared once, functions have no overloads, a variable in a block
/// may not have the name of one in an enclosing scope, and a variable hides everything else with its name.
/// </summary>
internal sealed class Names
{
    /// <summary>Reserved by the file itself: its parameter, and the function that shows a value.</summary>
    private static readonly string[] Reserved = ["args", "Show"];

    private readonly Dictionary<ISymbol, string> renamed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> words;

    public Names(IReadOnlyList<ExportedCell> cells)
    {
        words = [.. cells.SelectMany(cell => cell.Root.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        HashSet<string> taken = [.. Reserved, .. cells.SelectMany(UsedForOthers)];
        HashSet<string> top = [];
        foreach (var symbol in cells.SelectMany(cell => cell.Declared))
        {
            if (!top.Add(symbol.Name) || (symbol is not INamedTypeSymbol && taken.Contains(symbol.Name)))
            {
                renamed[symbol] = Free(symbol.Name);
            }
        }

        foreach (var local in cells.SelectMany(LocalsOfBlocks).Where(local => top.Contains(local.Name)))
        {
            renamed[local] = Free(local.Name);
        }
    }

    /// <summary>The new name of <paramref name="symbol"/>; null if it keeps its name.</summary>
    public string? Of(ISymbol? symbol) => symbol is null ? null : renamed.GetValueOrDefault(Origin(symbol));

    /// <summary>The declared symbol: a call to a generic or extension method refers to a different symbol than its declaration.</summary>
    private static ISymbol Origin(ISymbol symbol) => symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : symbol.OriginalDefinition;

    private string Free(string name)
    {
        var number = 2;
        while (!words.Add($"{name}_{number}"))
        {
            number++;
        }

        return $"{name}_{number}";
    }

    /// <summary>Simple names that refer to types or to members of other classes in the cell.</summary>
    private static IEnumerable<string> UsedForOthers(ExportedCell cell) =>
        cell.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(IsLookedUp)
            .Where(name => cell.Model.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol or IFieldSymbol or INamedTypeSymbol)
            .Where(name => cell.Model.GetSymbolInfo(name).Symbol is not { ContainingType.IsScriptClass: true })
            .Select(name => name.Identifier.ValueText);

    private static bool IsLookedUp(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        QualifiedNameSyntax qualified => qualified.Left == name,
        MemberBindingExpressionSyntax or NameEqualsSyntax or NameColonSyntax or AliasQualifiedNameSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => !name.Ancestors().OfType<UsingDirectiveSyntax>().Any(),
    };

    /// <summary>The variables of loops and blocks outside functions; inside a function they may hide others.</summary>
    private static IEnumerable<ISymbol> LocalsOfBlocks(ExportedCell cell)
    {
        foreach (var node in cell.Root.DescendantNodes())
        {
            var symbol = node switch
            {
                VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax => cell.Model.GetDeclaredSymbol(node),
                QueryClauseSyntax clause => cell.Model.GetDeclaredSymbol(clause),
                _ => null,
            };
            if (symbol is IRangeVariableSymbol || (symbol is ILocalSymbol && !node.Ancestors().Any(at => at is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or TypeDeclarationSyntax)))
            {
                yield return symbol;
            }
        }
    }
}
