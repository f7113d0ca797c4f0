using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Neighbouring arguments, elements and cases that change places.</summary>
internal static class Swaps
{
    public static IEnumerable<Mutation> Of(SyntaxNode node) => node switch
    {
        ArgumentListSyntax list => Neighbours(list.Arguments, argument => argument.Expression),
        TupleExpressionSyntax tuple => Neighbours(tuple.Arguments, argument => argument.Expression),
        CollectionExpressionSyntax list => Neighbours(list.Elements, element => element),
        SwitchExpressionSyntax choice => Neighbours(choice.Arms, arm => arm.Expression),
        _ => [],
    };

    private static IEnumerable<Mutation> Neighbours<T>(SeparatedSyntaxList<T> items, Func<T, SyntaxNode> value) where T : SyntaxNode
    {
        for (var i = 1; i < items.Count; i++)
        {
            var (one, two) = (value(items[i - 1]), value(items[i]));
            var between = one.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(one.Span.End, two.SpanStart));
            if (!one.IsEquivalentTo(two))
            {
                yield return new Mutation(MutantKind.Swap, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(one.SpanStart, two.Span.End), $"{two}{between}{one}");
            }
        }
    }
}
