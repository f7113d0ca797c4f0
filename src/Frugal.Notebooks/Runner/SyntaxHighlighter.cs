using System.Text;
using Frugal.Notebooks.Engine;
using Frugal.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Runner;

/// <summary>C# as HTML, highlighted by the compiler's own tokens: k keyword, s string, c comment, n number, p directive.</summary>
internal static class SyntaxHighlighter
{
    public static RawHtml ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, SubmissionCompiler.Parsing).GetRoot().DescendantTokens(descendIntoTrivia: false))
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, ClassOf(token));
            Append(html, token.TrailingTrivia);
        }

        return new(html.ToString());
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.CharacterLiteralToken => "s",
        var kind when kind.ToString() is var name && name.Contains("String", StringComparison.Ordinal) && name.EndsWith("Token", StringComparison.Ordinal) => "s",
        var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => "k",
        SyntaxKind.IdentifierToken when token.Text is "var" or "await" or "record" => "k",
        _ => null,
    };

    private static void Append(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            Append(html, piece.ToFullString(), piece.IsDirective || piece.IsKind(SyntaxKind.SkippedTokensTrivia) ? "p" : piece.IsKind(SyntaxKind.WhitespaceTrivia) || piece.IsKind(SyntaxKind.EndOfLineTrivia) ? null : "c");
        }
    }

    private static void Append(StringBuilder html, string text, string? style)
    {
        var encoded = Templates.Escape(text);
        html.Append(style is null || text.Length == 0 ? encoded : $"<span class=\"{style}\">{encoded}</span>");
    }
}
