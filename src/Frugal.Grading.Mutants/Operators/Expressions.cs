using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Other operators, and operators of which one side is lost.</summary>
internal static class Expressions
{
    private static readonly Dictionary<SyntaxKind, string> Others = new()
    {
        [SyntaxKind.PlusToken] = "-",
        [SyntaxKind.MinusToken] = "+",
        [SyntaxKind.AsteriskToken] = "/",
        [SyntaxKind.SlashToken] = "*",
        [SyntaxKind.PercentToken] = "*",
        [SyntaxKind.PlusEqualsToken] = "-=",
        [SyntaxKind.MinusEqualsToken] = "+=",
        [SyntaxKind.AsteriskEqualsToken] = "/=",
        [SyntaxKind.SlashEqualsToken] = "*=",
        [SyntaxKind.LessThanLessThanToken] = ">>",
        [SyntaxKind.GreaterThanGreaterThanToken] = "<<",
        [SyntaxKind.AmpersandToken] = "|",
        [SyntaxKind.BarToken] = "&",
        [SyntaxKind.PlusPlusToken] = "--",
        [SyntaxKind.MinusMinusToken] = "++",
    };

    public static IEnumerable<Mutation> Of(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax logic when logic.OperatorToken.Kind() is SyntaxKind.AmpersandAmpersandToken or SyntaxKind.BarBarToken =>
        [
            Mutation.Of(MutantKind.Logic, logic.OperatorToken, logic.OperatorToken.IsKind(SyntaxKind.BarBarToken) ? "&&" : "||"),
            Mutation.Of(MutantKind.Logic, logic, $"{logic.Left}"),
            Mutation.Of(MutantKind.Logic, logic, $"{logic.Right}"),
        ],
        BinaryExpressionSyntax coalesce when coalesce.IsKind(SyntaxKind.CoalesceExpression) =>
        [
            Mutation.Of(MutantKind.Logic, coalesce, $"({coalesce.Left})!"),
            .. coalesce.Right is ThrowExpressionSyntax ? Array.Empty<Mutation>() : [Mutation.Of(MutantKind.Logic, coalesce, $"{coalesce.Right}")],
        ],
        BinaryExpressionSyntax sum when Others.TryGetValue(sum.OperatorToken.Kind(), out var other) => [Mutation.Of(MutantKind.Arithmetic, sum.OperatorToken, other)],
        AssignmentExpressionSyntax sum when Others.TryGetValue(sum.OperatorToken.Kind(), out var other) => [Mutation.Of(MutantKind.Arithmetic, sum.OperatorToken, other)],
        PostfixUnaryExpressionSyntax step when Others.TryGetValue(step.OperatorToken.Kind(), out var other) => [Mutation.Of(MutantKind.Arithmetic, step.OperatorToken, other)],
        PrefixUnaryExpressionSyntax step when step.OperatorToken.Kind() is SyntaxKind.PlusPlusToken or SyntaxKind.MinusMinusToken =>
            [Mutation.Of(MutantKind.Arithmetic, step.OperatorToken, Others[step.OperatorToken.Kind()])],
        PrefixUnaryExpressionSyntax sign when sign.OperatorToken.Kind() is SyntaxKind.MinusToken or SyntaxKind.ExclamationToken =>
            [Mutation.Of(sign.OperatorToken.IsKind(SyntaxKind.MinusToken) ? MutantKind.Arithmetic : MutantKind.Logic, sign, $"{sign.Operand}")],
        BinaryPatternSyntax pattern => [Mutation.Of(MutantKind.Logic, pattern, $"{pattern.Left}"), Mutation.Of(MutantKind.Logic, pattern, $"{pattern.Right}")],
        _ => [],
    };
}
