using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// Inserts <see cref="Checkpoint.Pass"/> where code can repeat: at the heads of loops, after labels, and at the entries of functions. Line numbers
/// stay the same. Not covered: native code, loops of libraries that do not use <see cref="Interruption"/>, and expression trees.
/// </summary>
internal sealed class CheckpointInserter : CSharpSyntaxWalker
{
    private const string Call = "global::Frugal.Notebooks.Engine.Checkpoint.Pass();";
    private readonly List<SourceEdit> edits = [];
    private readonly Lazy<SemanticModel> model;

    private CheckpointInserter(Lazy<SemanticModel> model) => this.model = model;

    /// <summary>The code of <paramref name="submission"/>'s cell with checkpoints; it compiles whenever the cell does, except for rare overloads.</summary>
    public static EditedSource Insert(CSharpCompilation submission)
    {
        var tree = submission.SyntaxTrees[^1];
        var inserter = new CheckpointInserter(new Lazy<SemanticModel>(() => submission.GetSemanticModel(tree)));
        inserter.Visit(tree.GetRoot());
        return new EditedSource(tree.GetText(), inserter.edits);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node, node.Statement);

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        Add(node.ColonToken.Span.End, Call);
        base.VisitLabeledStatement(node);
    }

    public override void VisitSwitchSection(SwitchSectionSyntax node)
    {
        Add(node.Labels[^1].Span.End, Call);   // target of 'goto case'
        base.VisitSwitchSection(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (!CalledByNativeCode(node.AttributeLists))
        {
            Function(node.Body, node.ExpressionBody, node.SemicolonToken, HasValue(node.ReturnType, node.Modifiers));
            base.VisitMethodDeclaration(node);
        }
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        if (!CalledByNativeCode(node.AttributeLists))
        {
            Function(node.Body, node.ExpressionBody, node.SemicolonToken, HasValue(node.ReturnType, node.Modifiers));
            base.VisitLocalFunctionStatement(node);
        }
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, hasValue: false);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, HasValue(node.ReturnType, node.Modifiers));
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, hasValue: true);
        base.VisitConversionOperatorDeclaration(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, node.IsKind(SyntaxKind.GetAccessorDeclaration));
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        Getter(node.ExpressionBody, node.SemicolonToken);
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        Getter(node.ExpressionBody, node.SemicolonToken);
        base.VisitIndexerDeclaration(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Enter(node.Block);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        if (Lambda(node))
        {
            base.VisitSimpleLambdaExpression(node);
        }
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        if (Lambda(node))
        {
            base.VisitParenthesizedLambdaExpression(node);
        }
    }

    private void Loop(StatementSyntax loop, StatementSyntax body)
    {
        if (body is BlockSyntax block)
        {
            Enter(block);
        }
        else
        {
            Add(body.SpanStart, "{" + Call);
            Add(body.Span.End, "}");
        }

        DefaultVisit(loop);
    }

    private void Function(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool hasValue)
    {
        if (block is not null)
        {
            Enter(block);
        }
        else if (arrow is not null && arrow.Expression is not ThrowExpressionSyntax)
        {
            Erase(arrow.ArrowToken);
            Add(arrow.Expression.SpanStart, "{" + Call + (hasValue ? "return " : ""));
            Add(semicolon.Span.End, "}");
        }
    }

    private void Getter(ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon)
    {
        if (arrow is not null && arrow.Expression is not ThrowExpressionSyntax)
        {
            Erase(arrow.ArrowToken);
            Add(arrow.Expression.SpanStart, "{get{" + Call + "return ");
            Add(semicolon.Span.End, "}}");
        }
    }

    /// <summary>Returns whether the lambda's body may be edited: not if the lambda is an expression tree, as in a database query.</summary>
    private bool Lambda(LambdaExpressionSyntax lambda)
    {
        if (lambda.Block is { } block)
        {
            Enter(block);
            return true;
        }

        if (lambda.ExpressionBody is not { } value || value is ThrowExpressionSyntax)
        {
            return true;
        }

        if ((model.Value.GetTypeInfo(lambda).ConvertedType as INamedTypeSymbol)?.DelegateInvokeMethod is not { } called)
        {
            return false;
        }

        var isAction = called.ReturnsVoid || (lambda.AsyncKeyword != default && called.ReturnType is INamedTypeSymbol { Arity: 0 });
        Add(value.SpanStart, "{" + Call + (isAction ? "" : "return "));
        Add(value.Span.End, ";}");
        return true;
    }

    private void Enter(BlockSyntax block) => Add(block.OpenBraceToken.Span.End, Call);

    private void Add(int position, string text) => edits.Add(new SourceEdit(position, 0, text));

    private void Erase(SyntaxToken token) => edits.Add(new SourceEdit(token.SpanStart, token.Span.Length, ""));

    private static bool HasValue(TypeSyntax type, SyntaxTokenList modifiers) =>
        !type.ToString().Equals("void", StringComparison.Ordinal)
        && (!modifiers.Any(SyntaxKind.AsyncKeyword) || type.DescendantNodesAndSelf().Any(part => part is GenericNameSyntax));

    /// <summary>Functions called by native code get no checkpoint: an exception must not pass through the caller's frames.</summary>
    private static bool CalledByNativeCode(SyntaxList<AttributeListSyntax> attributes) =>
        attributes.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().Contains("UnmanagedCallersOnly", StringComparison.Ordinal));
}
