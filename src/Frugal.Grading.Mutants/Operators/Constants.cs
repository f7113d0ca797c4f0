using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Other numbers, truth values and words. Texts of several words are for people; they are left alone.</summary>
internal static class Constants
{
    public static IEnumerable<Mutation> Of(SyntaxNode node) => node is not LiteralExpressionSyntax literal ? [] : literal.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => [Mutation.Of(MutantKind.Constant, literal, "false")],
        SyntaxKind.FalseLiteralExpression => [Mutation.Of(MutantKind.Constant, literal, "true")],
        SyntaxKind.NumericLiteralExpression => Numbers(literal).Select(other => Mutation.Of(MutantKind.Constant, literal, other)),
        SyntaxKind.StringLiteralExpression when literal.Token.ValueText is { } word && !word.Contains(' ', StringComparison.Ordinal) =>
            [Mutation.Of(MutantKind.Constant, literal, word.Length == 0 ? "\"x\"" : $"\"{new string('x', word.Length)}\"")],
        SyntaxKind.NullLiteralExpression => [],
        _ => [],
    };

    /// <summary>A neighbour of a whole number; twice another number, or one in the place of zero.</summary>
    private static IEnumerable<string> Numbers(LiteralExpressionSyntax literal)
    {
        switch (literal.Token.Value)
        {
            case int number:
                yield return (number + 1).ToString(CultureInfo.InvariantCulture);
                if (number > 0)
                {
                    yield return (number - 1).ToString(CultureInfo.InvariantCulture);
                }

                break;
            case float or double or long or uint or ulong or decimal:
                yield return Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture) == 0 ? $"({literal.Token.Text} + 1)" : $"({literal.Token.Text} * 2)";
                break;
            default:
                break;
        }
    }
}
