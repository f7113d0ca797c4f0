using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Statements that are dropped: calls, assignments, guards, locks, waits, disposals, handlers; and defaults that are returned.</summary>
internal static class Statements
{
    public static IEnumerable<Mutation> Of(SyntaxNode node) => node switch
    {
        ExpressionStatementSyntax { Expression: AwaitExpressionSyntax wait } statement =>
            [Mutation.Of(MutantKind.Await, statement, $"_ = {wait.Expression};"), Mutation.Of(MutantKind.Statement, statement, ";")],
        ExpressionStatementSyntax statement => [Mutation.Of(MutantKind.Statement, statement, ";")],
        IfStatementSyntax { Else: null } guard when guard.Parent is BlockSyntax => [Mutation.Of(MutantKind.Statement, guard, ";")],
        IfStatementSyntax { Else: { } other } => [Mutation.Of(MutantKind.Statement, other, "")],
        BreakStatementSyntax or ContinueStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax or ReturnStatementSyntax { Expression: null } =>
            [Mutation.Of(MutantKind.Statement, node, ";")],
        ReturnStatementSyntax { Expression: { } value } when !IsDefault(value) => [Mutation.Of(MutantKind.Default, value, "default!")],
        ArrowExpressionClauseSyntax { Expression: { } value } when value is not ThrowExpressionSyntax && !IsDefault(value) => [Mutation.Of(MutantKind.Default, value, "default!")],
        LockStatementSyntax held => [Mutation.Of(MutantKind.Lock, held, $"{held.Statement}")],
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } resource => [Mutation.Of(MutantKind.Disposal, resource, $"{resource.WithAwaitKeyword(default).WithUsingKeyword(default)}")],
        UsingStatementSyntax { Declaration: { } declared } resource => [Mutation.Of(MutantKind.Disposal, resource, $"{{ {declared}; {resource.Statement} }}")],
        TryStatementSyntax guarded when guarded.Catches.Count > 0 => [Mutation.Of(MutantKind.Handler, guarded, $"{guarded.Block}")],
        TryStatementSyntax { Finally: not null } guarded => [Mutation.Of(MutantKind.Disposal, guarded, $"{guarded.Block}")],
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } members => Dropped(members),
        _ => [],
    };

    private static IEnumerable<Mutation> Dropped(InitializerExpressionSyntax members) =>
        members.Expressions.Select((_, place) => Mutation.Of(MutantKind.Initializer, members, $"{{ {string.Join(", ", members.Expressions.Where((_, other) => other != place))} }}"));

    private static bool IsDefault(ExpressionSyntax value) => value.Kind() is SyntaxKind.DefaultLiteralExpression or SyntaxKind.NullLiteralExpression or SyntaxKind.FalseLiteralExpression;
}
