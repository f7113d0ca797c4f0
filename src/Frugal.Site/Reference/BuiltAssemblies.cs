using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Site.Reference;

/// <summary>Built libraries as Roslyn reads them, and their documentation comments.</summary>
/// <param name="Compilation">What finds the symbol that a comment names.</param>
/// <param name="Assemblies">The libraries, in the order asked for.</param>
/// <param name="Comments">The comments by documentation id.</param>
internal sealed record BuiltAssemblies(Compilation Compilation, IReadOnlyList<IAssemblySymbol> Assemblies, IReadOnlyDictionary<string, XElement> Comments)
{
    /// <summary>Reads the release builds of libraries below <c>artifacts/bin</c>. Nothing of them is loaded to run.</summary>
    /// <exception cref="FrugalException">An assembly or its XML file is missing, or the XML file cannot be read.</exception>
    public static BuiltAssemblies Read(string root, IEnumerable<string> libraries) =>
        Read([.. libraries.Select(name => Path.Combine(root, "artifacts", "bin", name, "release", name + ".dll"))]);

    /// <summary>Reads assemblies, each with the XML file beside it.</summary>
    /// <exception cref="FrugalException">An assembly or its XML file is missing, or the XML file cannot be read.</exception>
    public static BuiltAssemblies Read(IReadOnlyList<string> files)
    {
        var comments = new Dictionary<string, XElement>();
        foreach (var comment in files.SelectMany(CommentsOf))
        {
            comments.TryAdd((string?)comment.Attribute("name") ?? "", comment);
        }

        var references = files.Select(file => MetadataReference.CreateFromFile(file)).ToList();
        var names = files.Select(Path.GetFileName).ToHashSet();
        var compilation = CSharpCompilation.Create(
            "reference",
            references: [.. references, .. UsedByThem().Where(file => !names.Contains(Path.GetFileName(file))).Select(file => MetadataReference.CreateFromFile(file))],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return new(compilation, [.. references.Select(reference => (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!)], comments);
    }

    private static IEnumerable<XElement> CommentsOf(string assembly)
    {
        var file = Path.ChangeExtension(assembly, ".xml");
        if (!File.Exists(assembly) || !File.Exists(file))
        {
            throw ReferenceErrors.NotBuilt(File.Exists(assembly) ? file : assembly);
        }

        try
        {
            return XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member");
        }
        catch (XmlException wrong)
        {
            throw ReferenceErrors.NotReadable(file, wrong);
        }
    }

    /// <summary>The assemblies of this process and of ASP.NET. A type of another package is named without them, too.</summary>
    private static IEnumerable<string> UsedByThem()
    {
        var own = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var web = Path.Combine(runtime, "..", "..", "Microsoft.AspNetCore.App", Path.GetFileName(runtime));
        return own.Concat(Directory.Exists(web) ? Directory.GetFiles(web, "*.dll") : []).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).DistinctBy(Path.GetFileName);
    }
}
