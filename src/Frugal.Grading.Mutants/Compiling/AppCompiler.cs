using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants.Compiling;

/// <summary>Compiles an app in memory, as its build does: the sources are read once, and a mutant's take the place of a few.</summary>
internal sealed class AppCompiler
{
    private readonly CSharpCommandLineArguments arguments;
    private readonly CSharpCompilation worked;
    private readonly GeneratorDriver driver;
    private readonly string lab;

    /// <summary>Reads the sources.</summary>
    /// <exception cref="FrugalException">They do not compile.</exception>
    public AppCompiler(AppProject project)
    {
        lab = Path.GetDirectoryName(project.Folder)!;
        arguments = CSharpCommandLineParser.Default.Parse(project.Arguments, project.Folder, sdkDirectory: null);
        var trees = arguments.SourceFiles.Select(file => Parse(SourceText.From(File.ReadAllText(file.Path), System.Text.Encoding.UTF8), file.Path));
        var references = arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var options = arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([]).WithConcurrentBuild(true);
        worked = CSharpCompilation.Create(arguments.CompilationName, trees, references, options);
        driver = Generators.Driver(arguments).RunGenerators(worked);
        Worked = Emit(worked, out var errors) ?? throw new FrugalException($"{project.Folder}: the worked answer does not compile in memory: {errors.FirstOrDefault()}. Build it with 'dotnet build' and compare.");
    }

    /// <summary>The assembly of the worked answer.</summary>
    public byte[] Worked { get; }

    /// <summary>The assembly of a mutant; null if it does not compile.</summary>
    public byte[]? Compile(Mutant mutant) => Compile(mutant, out _);

    /// <summary>The assembly of a mutant; null if it does not compile, with the errors.</summary>
    public byte[]? Compile(Mutant mutant, out IReadOnlyList<string> errors)
    {
        var changed = worked;
        foreach (var (path, text) in mutant.Sources)
        {
            var file = Path.GetFullPath(Path.Combine(lab, path));
            var former = changed.SyntaxTrees.First(tree => tree.FilePath == file);
            changed = changed.ReplaceSyntaxTree(former, Parse(text, file));
        }

        return Emit(changed, out errors);
    }

    private SyntaxTree Parse(SourceText text, string path) => CSharpSyntaxTree.ParseText(text, arguments.ParseOptions, path);

    private byte[]? Emit(CSharpCompilation sources, out IReadOnlyList<string> errors)
    {
        driver.RunGeneratorsAndUpdateCompilation(sources, out var complete, out _);
        using var assembly = new MemoryStream();
        var result = complete.Emit(assembly, manifestResources: arguments.ManifestResources, options: arguments.EmitOptions);
        errors = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        return result.Success ? assembly.ToArray() : null;
    }
}
