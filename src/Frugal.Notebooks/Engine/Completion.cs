using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Notebooks.Engine;

/// <summary>The completions at a position of a cell: each name replaces the text from <paramref name="Start"/> to <paramref name="End"/>.</summary>
/// <param name="Start">The start of the replaced text.</param>
/// <param name="End">The end of the replaced text, exclusive.</param>
/// <param name="Items">The sorted names with their kinds.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items);

/// <summary>A completion.</summary>
/// <param name="Text">The name.</param>
/// <param name="Kind">Its kind: method, property, class, keyword, …</param>
public sealed record CompletionItem(string Text, string Kind);

/// <summary>Completion by the compiler's own name lookup: members after a dot, elsewhere all names in scope and the keywords.</summary>
internal static class Completion
{
    private static readonly string[] Keywords = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText), "var", "async", "await", "record", "nameof", "when", "yield"];

    public static CompletionList At(CSharpCompilation submission, int position)
    {
        var tree = submission.SyntaxTrees[^1];
        var text = tree.GetText();
        position = Math.Clamp(position, 0, text.Length);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
        {
            start--;
        }

        var end = position;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end]))
        {
            end++;
        }

        var prefix = text.ToString(new(start, position - start));
        var inside = tree.GetRoot().FindToken(Math.Max(0, position - 1));
        if (inside.Span.Contains(position - 1) && position > 0
            && inside.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        {
            return new(start, end, []);
        }

        var model = submission.GetSemanticModel(tree, ignoreAccessibility: false);
        IEnumerable<CompletionItem> items = Dotted(tree, start) is { } left
            ? Members(model, left, start)
            : model.LookupSymbols(start).Select(Item).Concat(Keywords.Select(word => new CompletionItem(word, "keyword")));
        return new(start, end,
        [
            .. items.Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && SyntaxFacts.IsValidIdentifier(item.Text) | item.Kind == "keyword")
                .DistinctBy(item => item.Text)
                .OrderBy(item => !item.Text.StartsWith(prefix, StringComparison.Ordinal)).ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    /// <summary>The expression or name before the dot that precedes <paramref name="start"/>; null if no dot precedes it.</summary>
    private static SyntaxNode? Dotted(SyntaxTree tree, int start)
    {
        if (start == 0)
        {
            return null;
        }

        var dot = tree.GetRoot().FindToken(start - 1);
        if (dot.Span.End > start)
        {
            dot = dot.GetPreviousToken();
        }

        return dot.IsKind(SyntaxKind.DotToken)
            ? dot.Parent switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                QualifiedNameSyntax name => name.Left,
                MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
                MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
                _ => null,
            }
            : null;
    }

    private static IEnumerable<CompletionItem> Members(SemanticModel model, SyntaxNode left, int position)
    {
        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceSymbol space)
        {
            return model.LookupNamespacesAndTypes(position, space).Select(Item);
        }

        if (symbol is INamedTypeSymbol named)
        {
            return model.LookupSymbols(position, named).Where(member => member.IsStatic || member is INamedTypeSymbol).Select(Item);
        }

        return model.GetTypeInfo(left).Type is { TypeKind: not TypeKind.Error } type
            ? model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not INamedTypeSymbol).Select(Item)
            : [];
    }

    private static CompletionItem Item(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        INamedTypeSymbol => "class",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IFieldSymbol => "field",
        IEventSymbol => "event",
        INamespaceSymbol => "namespace",
        _ => "variable",
    });
}
