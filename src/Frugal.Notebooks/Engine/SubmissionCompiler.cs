using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Notebooks.Engine;

/// <summary>Compiles cells as a chain of script submissions: each sees what the ones before it declared.</summary>
internal sealed class SubmissionCompiler(EngineOptions options)
{
    private static int engines;
    private readonly int engine = Interlocked.Increment(ref engines);
    private int submissions;

    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The last cell that compiled.</summary>
    public CSharpCompilation? Previous { get; private set; }

    /// <summary>The next submission, over what stands so far; nothing changes.</summary>
    public CSharpCompilation Next(string code, string cell, IEnumerable<MetadataReference> references)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, cell);
        var name = $"cell{engine}-{submissions + 1}";
        return CSharpCompilation.CreateScriptCompilation(name, tree, references, Compiling($"Submission_{submissions + 1}"), Previous, typeof(object));
    }

    /// <summary>Emits <paramref name="submission"/> and makes it the one on which the next builds.</summary>
    public EmitResult Emit(CSharpCompilation submission, Stream image, Stream symbols, CancellationToken interruption)
    {
        var result = submission.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: interruption);
        if (result.Success || !HasErrors(result))   // a cell of comments or 'using' lines emits nothing, and is no failure
        {
            Previous = submission;
            submissions++;
            (image.Position, symbols.Position) = (0, 0);
        }

        return result;
    }

    public static bool HasErrors(EmitResult result) => result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private CSharpCompilationOptions Compiling(string className) => new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: className,
        usings: [.. options.Namespaces, typeof(CellFunctions).FullName!],
        optimizationLevel: OptimizationLevel.Release,   // cells measure
        allowUnsafe: true,
        sourceReferenceResolver: new SourceFileResolver([], options.Folder),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress), new("CS1705", ReportDiagnostic.Suppress)]);
}
