using System.Text;
using Microsoft.CodeAnalysis;

namespace Frugal.Site.Reference;

/// <summary>Where a type or a member is: the same in both languages, and the same as long as its name is. Letters keep their case: some members differ in nothing else.</summary>
internal static class Anchors
{
    /// <summary><c>Frugal.Grading.Cards</c>: <c>frugal-grading-cards.md</c>.</summary>
    public static string PageOf(string space) => Dashed(space).ToLowerInvariant() + ".md";

    /// <summary><c>Observer</c>; its method <c>Create</c>, all overloads: <c>Observer--Create</c>; <c>ParetoFront&lt;T&gt;</c>: <c>ParetoFront-T</c>.</summary>
    public static string Of(ISymbol symbol) => symbol is INamedTypeSymbol type
        ? Dashed(Signatures.NameOf(type))
        : $"{Of(symbol.ContainingType)}--{Dashed(symbol.MetadataName)}";

    private static string Dashed(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        return text.ToString().Trim('-');
    }
}
