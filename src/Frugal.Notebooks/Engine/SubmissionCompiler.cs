using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Notebooks.Engine;

/// <summary>Compiles cells as a chain of script submissions: each sees the declarations of the earlier ones.</summary>
internal sealed class SubmissionCompiler(EngineOptions options)
{
    private static readonly EmitOptions Emitting = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)
        .WithInstrumentationKinds([InstrumentationKind.StackOverflowProbing]);   // endless recursion throws an exception instead of ending the process

    private static int engines;
    private readonly int engine = Interlocked.Increment(ref engines);
    private int submissions;

    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The last cell that compiled successfully.</summary>
    public CSharpCompilation? Previous { get; private set; }

    /// <summary>Creates the next submission on top of the previous cells; changes no state.</summary>
    public CSharpCompilation Next(string code, string cell, IEnumerable<MetadataReference> references)
    {
        var name = $"cell{engine}-{submissions + 1}";
        return CSharpCompilation.CreateScriptCompilation(name, Parse(code, cell), references, Compiling($"Submission_{submissions + 1}"), Previous, typeof(object));
    }

    /// <summary>
    /// Compiles <paramref name="submission"/> with checkpoints, or unchanged if it does not compile with them, and makes it the base of the next
    /// submission. Errors always refer to the unchanged cell.
    /// </summary>
    public CompiledCell Compile(CSharpCompilation submission, CancellationToken interruption)
    {
        var tree = submission.SyntaxTrees[^1];
        if (!tree.GetDiagnostics(interruption).Any(IsError) && CheckpointInserter.Insert(submission) is { IsChanged: true } edited)
        {
            var guarded = submission.ReplaceSyntaxTree(tree, Parse(edited.Text, tree.FilePath));
            if (Emit(guarded, interruption) is { Image: not null } cell)
            {
                return cell with { Edited = edited };
            }
        }

        return Emit(submission, interruption);
    }

    /// <summary>Makes <paramref name="submission"/> the base of the next one, without running it.</summary>
    public void Accept(CSharpCompilation submission)
    {
        Previous = submission;
        submissions++;
    }

    private CompiledCell Emit(CSharpCompilation submission, CancellationToken interruption)
    {
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        var result = submission.Emit(image, symbols, options: Emitting, cancellationToken: interruption);
        if (result.Diagnostics.Any(IsError))
        {
            return new CompiledCell(submission, result.Diagnostics);
        }

        Previous = submission;
        submissions++;
        if (!result.Success)
        {
            return new CompiledCell(submission, []);   // a cell with only comments or 'using' lines emits nothing, which is not an error
        }

        (image.Position, symbols.Position) = (0, 0);
        return new CompiledCell(submission, []) { Image = image, Symbols = symbols };
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static SyntaxTree Parse(string code, string cell) => CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, cell);

    private CSharpCompilationOptions Compiling(string className) => new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: className,
        usings: [.. options.Namespaces, typeof(CellFunctions).FullName!],
        optimizationLevel: OptimizationLevel.Release,   // because cells measure times
        allowUnsafe: true,
        sourceReferenceResolver: new SourceFileResolver([], options.Folder),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress), new("CS1705", ReportDiagnostic.Suppress)]);
}
