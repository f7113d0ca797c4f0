using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>One change of a source.</summary>
/// <param name="Kind">What it changes.</param>
/// <param name="Span">The changed text.</param>
/// <param name="After">What stands there instead.</param>
internal sealed record Mutation(MutantKind Kind, TextSpan Span, string After)
{
    /// <summary>Puts a text in the place of a node.</summary>
    public static Mutation Of(MutantKind kind, SyntaxNode node, string after) => new(kind, node.Span, after);

    /// <summary>Puts a text in the place of a token.</summary>
    public static Mutation Of(MutantKind kind, SyntaxToken token, string after) => new(kind, token.Span, after);

    /// <summary>All changes of one node, by every operator. Many of them do not compile, which the compiler finds out.</summary>
    public static IEnumerable<Mutation> All(SyntaxNode node) =>
    [
        .. Conditions.Of(node), .. Expressions.Of(node), .. Constants.Of(node), .. Calls.Of(node), .. Swaps.Of(node), .. Statements.Of(node),
    ];
}
