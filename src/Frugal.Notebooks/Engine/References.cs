using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// The references of the cells, extended by <c>#r "path"</c> and <c>#r "nuget: Id, Version"</c>. An assembly or package of the course always resolves
/// to the course's own build, whatever path or version is given: the same notebook works in a checkout, in a lab and with the public packages.
/// </summary>
internal sealed partial class References(EngineOptions options, SubmissionLoader loader)
{
    private readonly Dictionary<string, MetadataReference> added = new(StringComparer.OrdinalIgnoreCase);
    private readonly PackageResolver packages = new(options);

    public IEnumerable<MetadataReference> All => [.. Course.Basis, .. added.Values];

    /// <summary>Resolves the <c>#r</c> lines of <paramref name="code"/> and returns the code with those lines blanked and all positions kept.</summary>
    /// <exception cref="FrugalException">A file does not exist, or a package is not available.</exception>
    public string Resolve(string code, CancellationToken interruption)
    {
        if (!code.Contains("#r", StringComparison.Ordinal))
        {
            return code;
        }

        var letters = code.ToCharArray();
        List<(string Id, string? Version)> wanted = [];
        var root = (Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, SubmissionCompiler.Parsing, cancellationToken: interruption).GetRoot(interruption);
        foreach (var directive in root.GetReferenceDirectives())
        {
            var what = directive.File.ValueText;
            if (OfPackage(what) is { } package)
            {
                wanted.Add(package);
            }
            else
            {
                AddFile(what);
            }

            Array.Fill(letters, ' ', directive.SpanStart, directive.Span.Length);
        }

        AddPackages(wanted, interruption);
        return new string(letters);
    }

    /// <summary>The references in the <c>#r</c> lines of <paramref name="code"/>: a package, or an assembly by its name and the file as written.</summary>
    public static IEnumerable<(string Name, string? Version, string? File)> Asked(string code)
    {
        var root = (Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, SubmissionCompiler.Parsing).GetRoot();
        foreach (var what in root.GetReferenceDirectives().Select(directive => directive.File.ValueText))
        {
            yield return OfPackage(what) is { } package ? (package.Id, package.Version, null) : (Named(what), null, what);
        }
    }

    /// <summary>The code with its <c>#r</c> lines blanked, without resolving them.</summary>
    public static string Blank(string code) => DirectiveLine().Replace(code, line => new string(' ', line.Length));

    private static string Named(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(path.Replace('\\', '/')) : path;

    private static (string Id, string? Version)? OfPackage(string what) =>
        Package().Match(what) is { Success: true } package ? (package.Groups["id"].Value, package.Groups["version"] is { Success: true } version ? version.Value : null) : null;

    private void AddFile(string path)
    {
        var name = Named(path);
        var full = Path.GetFullPath(path.Replace('\\', '/'), options.Folder);
        if (Course.Has(name))
        {
            AddCourse(Course.Closure(name));
        }
        else if (File.Exists(full))
        {
            added[name] = Course.Reference(full);
            loader.Add(full);
        }
        else if (!Course.IsFramework(name))
        {
            throw new FrugalException($"#r \"{path}\": no such file ({full}). Build the project that makes it, or correct the path; it is read from the notebook's folder.");
        }
    }

    private void AddPackages(List<(string Id, string? Version)> wanted, CancellationToken interruption)
    {
        List<(string Id, string? Version)> foreign = [];
        foreach (var package in wanted)
        {
            if (Course.ForPackage(package.Id) is { Count: > 0 } own)
            {
                AddCourse(own);
            }
            else
            {
                foreign.Add(package);
            }
        }

        if (foreign.Count == 0)
        {
            return;
        }

        var assets = packages.Restore(foreign, interruption);
        foreach (var file in assets.Compile.Where(file => !Course.Has(Path.GetFileNameWithoutExtension(file))))
        {
            added[Path.GetFileNameWithoutExtension(file)] = Course.Reference(file);
        }

        foreach (var file in assets.Runtime.Where(file => !Course.Has(Path.GetFileNameWithoutExtension(file))))
        {
            loader.Add(file);
        }

        foreach (var file in assets.Native)
        {
            loader.AddNative(file);
        }
    }

    private void AddCourse(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            added.TryAdd(Path.GetFileNameWithoutExtension(file), Course.Reference(file));
        }
    }

    [GeneratedRegex(@"^[ \t]*#r\b[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DirectiveLine();

    [GeneratedRegex(@"^\s*nuget\s*:\s*(?<id>[^,\s]+)\s*(?:,\s*(?<version>[^\s""]+))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Package();
}
