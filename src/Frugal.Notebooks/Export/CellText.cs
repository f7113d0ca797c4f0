using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Notebooks.Export;

/// <summary>Turns a cell into statements of one file, and separates usings for its top from types and extension methods for its end.</summary>
internal sealed class CellText
{
    private readonly ExportedCell cell;
    private readonly string notebook;
    private readonly string text;
    private readonly SortedDictionary<int, (int Length, string Text)> edits = [];
    private readonly List<TextSpan> moved = [];

    public CellText(ExportedCell cell, string notebook, Names names)
    {
        this.cell = cell;
        this.notebook = notebook;
        text = cell.Root.SyntaxTree.ToString();
        Rename(names);
        foreach (var directive in cell.Root.Usings)
        {
            moved.Add(directive.Span);
            Usings.Add(directive.NormalizeWhitespace().ToString());
        }

        List<(TextSpan Span, bool Extension)> apart = [];
        foreach (var member in cell.Root.Members)
        {
            Edit(member, apart);
        }

        moved.AddRange(apart.Select(part => part.Span));
        Types.AddRange(apart.Where(part => !part.Extension).Select(part => Text(part.Span, [])));
        Extensions.AddRange(apart.Where(part => part.Extension).Select(part => Text(part.Span, [])));
        Statements = string.Join('\n', Text(new TextSpan(0, text.Length), moved).Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    public List<string> Usings { get; } = [];

    public List<string> Types { get; } = [];

    public List<string> Extensions { get; } = [];

    public string Statements { get; }

    private void Edit(MemberDeclarationSyntax member, List<(TextSpan Span, bool Extension)> apart)
    {
        switch (member)
        {
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                Drop(member.Modifiers, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword);
                apart.Add((member.Span, false));
                break;
            case MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } extension when modifiers.Any(SyntaxKind.ThisKeyword):
                Drop(extension.Modifiers, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.PublicKeyword, SyntaxKind.StaticKeyword);
                Put(extension.Modifiers.FirstOrDefault(token => token.IsKind(SyntaxKind.AsyncKeyword)) is { RawKind: not 0 } first ? first.SpanStart : extension.ReturnType.SpanStart, 0, "public static ", before: true);
                apart.Add((extension.Span, true));
                break;
            case MethodDeclarationSyntax function:
                Drop(function.Modifiers, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword);
                break;
            case FieldDeclarationSyntax variable:
                Drop(variable.Modifiers, [.. variable.Modifiers.Select(token => token.Kind()).Where(kind => kind != SyntaxKind.ConstKeyword)]);
                foreach (var declarator in variable.Declaration.Variables.Where(declarator => declarator.Initializer is null))
                {
                    Put(declarator.Span.End, 0, " = default");   // a notebook's variable always has an initial value
                }

                break;
            case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var value } }:
                var isVoid = cell.Model.GetTypeInfo(value).Type is { SpecialType: SpecialType.System_Void };
                Put(value.SpanStart, 0, isVoid ? "" : "Show(", before: true);
                Put(value.Span.End, 0, isVoid ? ";" : ");");
                break;
            case GlobalStatementSyntax:
                break;
            default:
                throw ExportFault.Unsupported(notebook, cell.Number, $"'{member.ToString().Split('\n')[0].Trim()}'", "Declare a variable, a function or a type instead.");
        }
    }

    private void Rename(Names names)
    {
        foreach (var node in cell.Root.DescendantNodes())
        {
            var (token, symbol) = node switch
            {
                SimpleNameSyntax name => (name.Identifier, cell.Model.GetSymbolInfo(name).Symbol),
                VariableDeclaratorSyntax variable => (variable.Identifier, cell.Model.GetDeclaredSymbol(variable)),
                SingleVariableDesignationSyntax variable => (variable.Identifier, cell.Model.GetDeclaredSymbol(variable)),
                ForEachStatementSyntax loop => (loop.Identifier, cell.Model.GetDeclaredSymbol(loop)),
                CatchDeclarationSyntax caught => (caught.Identifier, cell.Model.GetDeclaredSymbol(caught)),
                FromClauseSyntax clause => (clause.Identifier, cell.Model.GetDeclaredSymbol(clause)),
                LetClauseSyntax clause => (clause.Identifier, cell.Model.GetDeclaredSymbol(clause)),
                JoinClauseSyntax clause => (clause.Identifier, cell.Model.GetDeclaredSymbol(clause)),
                MethodDeclarationSyntax function => (function.Identifier, cell.Model.GetDeclaredSymbol(function)),
                ConstructorDeclarationSyntax constructor => (constructor.Identifier, cell.Model.GetDeclaredSymbol(constructor)?.ContainingType),
                BaseTypeDeclarationSyntax type => (type.Identifier, cell.Model.GetDeclaredSymbol(type)),
                DelegateDeclarationSyntax type => (type.Identifier, cell.Model.GetDeclaredSymbol(type)),
                _ => (default(SyntaxToken), (ISymbol?)null),
            };
            if (names.Of(symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made ? made.ContainingType : symbol) is { } fresh)
            {
                Put(token.SpanStart, token.Span.Length, Kept(node, token.ValueText) + fresh);
            }
        }
    }

    /// <summary>Members of anonymous types and tuples are named after variables: keeps the name if the variable is renamed.</summary>
    private static string Kept(SyntaxNode node, string name) => node.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => $"{name} = ",
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } when tuple.Parent is not (AssignmentExpressionSyntax or ForEachVariableStatementSyntax) || (tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Right == tuple && assignment.Left is not TupleExpressionSyntax and not DeclarationExpressionSyntax) => $"{name}: ",
        _ => "",
    };

    private void Drop(SyntaxTokenList modifiers, params SyntaxKind[] kinds)
    {
        foreach (var token in modifiers.Where(token => kinds.Contains(token.Kind())))
        {
            Put(token.SpanStart, token.FullSpan.End - token.SpanStart, "");
        }
    }

    private void Put(int start, int length, string replacement, bool before = false)
    {
        var (known, there) = edits.GetValueOrDefault(start);
        edits[start] = (Math.Max(known, length), before ? replacement + there : there + replacement);
    }

    private string Text(TextSpan span, List<TextSpan> without)
    {
        var built = new StringBuilder();
        var at = span.Start;
        foreach (var (start, edit) in edits.Concat(without.Select(cut => KeyValuePair.Create(cut.Start, (cut.Length, Text: "")))).OrderBy(edit => edit.Key).ThenByDescending(edit => edit.Value.Item1))
        {
            if (start >= at && start + edit.Item1 <= span.End)
            {
                built.Append(text, at, start - at).Append(edit.Item2);
                at = start + edit.Item1;
            }
        }

        return built.Append(text, at, span.End - at).ToString();
    }
}
