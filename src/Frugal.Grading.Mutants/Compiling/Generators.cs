using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Frugal.Grading.Mutants.Compiling;

/// <summary>The source generators that the build of an app uses.</summary>
internal static class Generators
{
    /// <summary>A driver with the generators among the compiler's analyzers.</summary>
    public static GeneratorDriver Driver(CSharpCommandLineArguments arguments)
    {
        var loader = new Loader(arguments.AnalyzerReferences.Select(reference => Path.GetDirectoryName(reference.FilePath)!).Distinct());
        var generators = arguments.AnalyzerReferences.SelectMany(reference => new AnalyzerFileReference(reference.FilePath, loader).GetGenerators(LanguageNames.CSharp));
        return CSharpGeneratorDriver.Create(generators, parseOptions: arguments.ParseOptions, optionsProvider: new Settings(arguments));
    }

    /// <summary>Loads generators beside this program's own compiler.</summary>
    private sealed class Loader(IEnumerable<string> folders) : AssemblyLoadContext("generators"), IAnalyzerAssemblyLoader
    {
        private readonly IReadOnlyList<string> folders = [.. folders];

        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var known = Default.Assemblies.Any(loaded => loaded.GetName().Name == assemblyName.Name) || File.Exists(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"));
            var file = folders.Select(folder => Path.Combine(folder, $"{assemblyName.Name}.dll")).FirstOrDefault(File.Exists);
            return known || file is null ? null : LoadFromAssemblyPath(file);
        }
    }

    /// <summary>The settings of .editorconfig files and of the build.</summary>
    private sealed class Settings : AnalyzerConfigOptionsProvider
    {
        private readonly AnalyzerConfigSet files;

        public Settings(CSharpCommandLineArguments arguments)
        {
            files = AnalyzerConfigSet.Create(arguments.AnalyzerConfigPaths.Where(File.Exists).Select(path => AnalyzerConfig.Parse(File.ReadAllText(path), path)).ToImmutableArray());
            GlobalOptions = new Options(files.GlobalConfigOptions.AnalyzerOptions);
        }

        public override AnalyzerConfigOptions GlobalOptions { get; }

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Of(tree.FilePath);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);

        private Options Of(string path) => new(files.GetOptionsForSourcePath(path).AnalyzerOptions);

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
