using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Export;

/// <summary>The <c>#:</c> lines of a file-based app: the references from the cells' <c>#r</c> lines, and the build properties.</summary>
internal sealed class PackageLines
{
    /// <summary>The packages that every notebook uses; the engines are their dependencies.</summary>
    private static readonly string[] Basis = ["Frugal.Training", "Frugal.Charts"];

    /// <summary>Those that some notebooks use besides.</summary>
    private static readonly string[] Further = ["Frugal.Llama", "Frugal.Serving"];

    /// <summary>The properties with which cells are compiled, independent of props files in folders above.</summary>
    private static readonly string[] Properties =
    [
        "PublishAot=false", "ImplicitUsings=disable", "Nullable=annotations", "AllowUnsafeBlocks=true", "ManagePackageVersionsCentrally=false",
        "TreatWarningsAsErrors=false", "EnforceCodeStyleInBuild=false", "EnableNETAnalyzers=false", "GenerateDocumentationFile=false", "WarningLevel=0",
    ];

    private readonly Dictionary<string, string?> packages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the references in the <c>#r</c> lines of a cell.</summary>
    /// <exception cref="FrugalException">A line names a file that does not belong to the course: a file-based app cannot reference it.</exception>
    public void Add(string notebook, int cell, string source)
    {
        foreach (var (package, version, file) in References.Asked(source))
        {
            if (file is null)
            {
                packages[package] = version;
            }
            else if (!Course.Has(package) && !Course.IsFramework(package))
            {
                throw ExportFault.Unsupported(notebook, cell, $"#r \"{file}\"", "Refer to a package: #r \"nuget: Id, Version\".");
            }
        }
    }

    public IEnumerable<string> Lines(ExportOptions options)
    {
        string[] owned = [.. Basis, .. Further.Where(packages.ContainsKey)];
        foreach (var own in owned)
        {
            yield return options.Repository is { } repository
                ? $"#:project {Path.GetRelativePath(options.OutputFolder, Path.Combine(repository, "src", own, own + ".csproj")).Replace('\\', '/')}"
                : $"#:package {own}@{typeof(FrugalException).Assembly.GetName().Version!.ToString(3)}";
        }

        foreach (var (id, version) in packages.Where(package => options.Repository is null || Course.ForPackage(package.Key).Count == 0))
        {
            if (!owned.Append("Frugal.Interactive").Contains(id, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"#:package {id}@{version ?? "*"}";
            }
        }

        foreach (var property in Properties)
        {
            yield return $"#:property {property}";
        }
    }
}
