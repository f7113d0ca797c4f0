using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Grading.Mutants.Operators;

/// <summary>Calls of a neighbouring method, and calls that are left out of a chain.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, string> Neighbours = Both(
        ("Min", "Max"), ("MinBy", "MaxBy"), ("First", "Last"), ("FirstOrDefault", "LastOrDefault"), ("Any", "All"), ("OrderBy", "OrderByDescending"), ("ThenBy", "ThenByDescending"),
        ("Order", "OrderDescending"), ("StartsWith", "EndsWith"), ("Floor", "Ceiling"), ("Skip", "Take"), ("SkipWhile", "TakeWhile"), ("Sin", "Cos"), ("Enqueue", "Dequeue"),
        ("Increment", "Decrement"), ("ToUpperInvariant", "ToLowerInvariant"), ("IndexOf", "LastIndexOf"), ("Exp", "Log"), ("Sum", "Average"));

    /// <summary>Methods with a neighbour that does not have them as its own.</summary>
    private static readonly Dictionary<string, string> OneWay = new() { ["Round"] = "Floor", ["Sqrt"] = "Abs", ["Abs"] = "Sqrt", ["Norm"] = "Sum", ["Clamp"] = "Min" };

    public static IEnumerable<Mutation> Of(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax call || call.Expression is not MemberAccessExpressionSyntax access)
        {
            yield break;
        }

        var name = access.Name.Identifier;
        if (Neighbours.TryGetValue(name.ValueText, out var other) || OneWay.TryGetValue(name.ValueText, out other))
        {
            yield return Mutation.Of(MutantKind.Call, name, other);
        }

        if (call.Parent is not (ExpressionStatementSyntax or AwaitExpressionSyntax) && name.ValueText is not ("ToArray" or "ToList" or "AsSpan"))
        {
            yield return Mutation.Of(MutantKind.Call, call, $"{access.Expression}");
            if (call.ArgumentList.Arguments is [var only])
            {
                yield return Mutation.Of(MutantKind.Call, call, $"{only.Expression}");   // Math.Abs(x) becomes x
            }
        }
    }

    private static Dictionary<string, string> Both(params (string One, string Other)[] pairs) =>
        pairs.Concat(pairs.Select(pair => (One: pair.Other, Other: pair.One))).ToDictionary(pair => pair.One, pair => pair.Other);
}
