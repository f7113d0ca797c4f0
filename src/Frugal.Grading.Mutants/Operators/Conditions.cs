using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Conditions that are negated or constant, and comparisons that are off by one.</summary>
internal static class Conditions
{
    private static readonly Dictionary<SyntaxKind, string> Bounds = new()
    {
        [SyntaxKind.LessThanToken] = "<=",
        [SyntaxKind.LessThanEqualsToken] = "<",
        [SyntaxKind.GreaterThanToken] = ">=",
        [SyntaxKind.GreaterThanEqualsToken] = ">",
        [SyntaxKind.EqualsEqualsToken] = "!=",
        [SyntaxKind.ExclamationEqualsToken] = "==",
    };

    public static IEnumerable<Mutation> Of(SyntaxNode node) => node switch
    {
        IfStatementSyntax branch => [Negated(branch.Condition), Constant(branch.Condition, "true"), Constant(branch.Condition, "false")],
        WhileStatementSyntax loop => [Constant(loop.Condition, "false")],
        ConditionalExpressionSyntax choice => [Negated(choice.Condition), Constant(choice.Condition, "true"), Constant(choice.Condition, "false")],
        WhenClauseSyntax guard => [Negated(guard.Condition), Constant(guard.Condition, "true")],
        CatchFilterClauseSyntax filter => [Constant(filter.FilterExpression, "true")],
        BinaryExpressionSyntax comparison when Bounds.TryGetValue(comparison.OperatorToken.Kind(), out var other) => [Mutation.Of(MutantKind.Boundary, comparison.OperatorToken, other)],
        RelationalPatternSyntax pattern when Bounds.TryGetValue(pattern.OperatorToken.Kind(), out var other) => [Mutation.Of(MutantKind.Boundary, pattern.OperatorToken, other)],
        _ => [],
    };

    private static Mutation Negated(ExpressionSyntax condition) => Mutation.Of(MutantKind.Condition, condition, $"!({condition})");

    private static Mutation Constant(ExpressionSyntax condition, string value) => Mutation.Of(MutantKind.Condition, condition, value);
}
