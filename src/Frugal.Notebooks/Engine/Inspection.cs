using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Charts.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Engine;

/// <summary>Describes a name: its declaration, and the summary of its documentation.</summary>
internal static partial class Inspection
{
    public static MimeBundle? At(CSharpCompilation submission, int position)
    {
        var tree = submission.SyntaxTrees[^1];
        var length = tree.GetText().Length;
        var token = tree.GetRoot().FindToken(Math.Clamp(position, 0, Math.Max(0, length - 1)));
        if (!token.IsKind(SyntaxKind.IdentifierToken) && position > 0)
        {
            token = tree.GetRoot().FindToken(position - 1);   // the cursor is after the name
        }

        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } node)
        {
            return null;
        }

        var model = submission.GetSemanticModel(tree);
        var info = model.GetSymbolInfo(node);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node)) is not { } symbol)
        {
            return null;
        }

        var declaration = symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        if (symbol is IFieldSymbol or IPropertySymbol or ILocalSymbol or IMethodSymbol { MethodKind: not MethodKind.Constructor } && TypeOf(symbol) is { } type)
        {
            declaration = $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}";
        }

        var summary = Summary(symbol.GetDocumentationCommentXml());
        return new MimeBundle(summary is null ? declaration : $"{declaration}\n\n{summary}")
        {
            [Mime.Markdown] = summary is null ? $"```csharp\n{declaration}\n```" : $"```csharp\n{declaration}\n```\n\n{summary}",
        };
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    private static string? Summary(string? documentation)
    {
        if (string.IsNullOrWhiteSpace(documentation))
        {
            return null;
        }

        var summary = XElement.Parse($"<doc>{documentation}</doc>").Descendants("summary").FirstOrDefault();
        foreach (var reference in summary?.Descendants().Where(element => !element.HasElements && element.Value.Length == 0).ToList() ?? [])
        {
            reference.ReplaceWith(((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split(':')[^1]);
        }

        return summary is null ? null : Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
