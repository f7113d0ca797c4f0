using Frugal.Grading.Authoring;
using Frugal.Grading.Mutants.Operators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants;

/// <summary>The mutants that operators make of a lab's worked answer. Nothing but the code that students write is changed.</summary>
internal static class GeneratedMutants
{
    /// <summary>All mutants of a lab, by file and place. Whether they compile is not known yet.</summary>
    public static IReadOnlyList<Mutant> Of(LabTree tree) =>
    [
        .. LabFiles.In(tree.Solution)
            .Where(path => path.StartsWith($"{tree.Name.App}/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => Of(path, File.ReadAllText(Path.Combine(tree.Solution, path)))),
    ];

    /// <summary>The mutants of one source.</summary>
    /// <param name="path">The file, relative to the lab's folder.</param>
    /// <param name="code">Its content.</param>
    public static IReadOnlyList<Mutant> Of(string path, string code)
    {
        var text = SourceText.From(code, System.Text.Encoding.UTF8);
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: [WorkedCode.Symbol])).GetRoot();
        var worked = WorkedCode.In(root);
        var mutants = new List<Mutant>();
        foreach (var node in root.DescendantNodes(node => node is not AttributeListSyntax && !IsProse(node)))
        {
            if (worked.FirstOrDefault(part => part.Span.Contains(node.Span)) is { } part)
            {
                mutants.AddRange(Mutation.All(node).Where(change => text.ToString(change.Span) != change.After).Select(change => Make(path, text, node, part, change)));
            }
        }

        return Named(mutants.OrderBy(mutant => mutant.Line));
    }

    private static Mutant Make(string path, SourceText text, SyntaxNode node, WorkedCode part, Mutation change)
    {
        var (before, after) = Shown(text, node, change);
        return new()
        {
            Id = $"{path}: {Member(node)}: {before} -> {after}",
            File = path,
            Line = text.Lines.GetLinePosition(change.Span.Start).Line + 1,
            Kind = change.Kind,
            Before = before,
            After = after,
            Tasks = part.Tasks,
            Sources = new Dictionary<string, SourceText> { [path] = text.WithChanges(new TextChange(change.Span, change.After)) },
        };
    }

    /// <summary>The change with enough around it to be understood: an operator with its operands, a literal with what it is part of.</summary>
    private static (string Before, string After) Shown(SourceText text, SyntaxNode node, Mutation change)
    {
        const int Enough = 12, Most = 100;
        var around = node.FindNode(change.Span, getInnermostNodeForTie: true);
        while (around.Span.Length < Enough && around.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax or ArrowExpressionClauseSyntax) && parent.Span.Length <= Most)
        {
            around = parent;
        }

        var (start, length) = (Math.Min(around.SpanStart, change.Span.Start), Math.Max(around.Span.End, change.Span.End));
        var before = text.ToString(TextSpan.FromBounds(start, length));
        var after = before[..(change.Span.Start - start)] + change.After + before[(change.Span.End - start)..];
        return (Mutant.OneLine(before), Mutant.OneLine(after == ";" ? "" : after));
    }

    /// <summary>The type and the member that a node is in.</summary>
    private static string Member(SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText;
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ConstructorDeclarationSyntax => "new",
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            _ => null,
        };
        return member is null ? type ?? "" : $"{type}.{member}";
    }

    /// <summary>Numbers those that would have the same name.</summary>
    private static IReadOnlyList<Mutant> Named(IEnumerable<Mutant> mutants)
    {
        var seen = new Dictionary<string, int>();
        return [.. mutants.Select(mutant => (seen[mutant.Id] = seen.GetValueOrDefault(mutant.Id) + 1) is > 1 and var place ? mutant with { Id = $"{mutant.Id} #{place}" } : mutant)];
    }

    /// <summary>Whether a node makes an exception, whose texts are for people.</summary>
    private static bool IsProse(SyntaxNode node) => node is InterpolatedStringExpressionSyntax
        || (node is ArgumentListSyntax { Parent: ObjectCreationExpressionSyntax made } && made.Type.ToString().EndsWith("Exception", StringComparison.Ordinal));
}
