using Frugal.Site.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Site.Tests.Reference;

/// <summary>A small library, compiled from its source with its XML file.</summary>
internal static class CompiledSample
{
    /// <summary>Compiles a source into <c>Sample.dll</c> and <c>Sample.xml</c> in a folder.</summary>
    public static string Compile(string source, string folder)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose))],
            new[] { "System.Runtime.dll", "System.Private.CoreLib.dll", "System.Collections.dll" }.Select(name => MetadataReference.CreateFromFile(Path.Combine(runtime, name))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var assembly = Path.Combine(folder, "Sample.dll");
        using (var program = File.Create(assembly))
        using (var documentation = File.Create(Path.ChangeExtension(assembly, ".xml")))
        {
            var result = compilation.Emit(program, xmlDocumentationStream: documentation);
            Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        }

        return assembly;
    }

    /// <summary>The page of the source's namespace, of which it must have one.</summary>
    public static string Page(string source, SiteLanguage language)
    {
        using var folder = new TemporaryFolder();
        var api = ApiReference.Of(BuiltAssemblies.Read([Compile(source, folder.Path)]));
        return new NamespacePage(api, api.Namespaces.Single(), ReferenceWords.Of(language)).Write();
    }
}
