using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants;

/// <summary>A part of a source that students write themselves: between <c>#if SOLUTION</c> and <c>#else</c> or <c>#endif</c>.</summary>
/// <param name="Span">The part, without its directives.</param>
/// <param name="Tasks">The tasks named by the stub in its place; those of the whole file if it has no stub.</param>
internal sealed partial record WorkedCode(TextSpan Span, IReadOnlyList<int> Tasks)
{
    /// <summary>The symbol that is defined for the worked answer.</summary>
    public const string Symbol = "SOLUTION";

    /// <summary>The worked parts of a source, in order.</summary>
    public static IReadOnlyList<WorkedCode> In(SyntaxNode root)
    {
        var text = root.ToFullString();
        var parts = root.DescendantNodes(descendIntoTrivia: true).OfType<IfDirectiveTriviaSyntax>()
            .Where(directive => directive.Condition.ToString() == Symbol && directive.BranchTaken)
            .Select(directive => Part(directive, text)).ToList();
        var all = parts.SelectMany(part => part.Tasks).Distinct().Order().ToList();
        return [.. parts.Select(part => part.Tasks.Count > 0 ? part : part with { Tasks = all })];
    }

    private static WorkedCode Part(IfDirectiveTriviaSyntax start, string text)
    {
        var related = start.GetRelatedDirectives();
        var end = related[1];
        var stub = end is ElseDirectiveTriviaSyntax ? text[end.FullSpan.End..related[^1].SpanStart] : "";
        return new(TextSpan.FromBounds(start.FullSpan.End, end.SpanStart), [.. Numbered().Matches(stub)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order()]);
    }

    [GeneratedRegex(@"\bTask ([0-9]{1,3})\b")]
    private static partial Regex Numbered();
}
