using System.Globalization;
using Frugal.Notebooks.Engine;
using Frugal.Notebooks.Ipynb;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Export;

/// <summary>
/// Exports a notebook as one C# file for <c>dotnet run FILE.cs</c> (a file-based app of .NET 10): Markdown as comments, cells as statements in order,
/// usings at the top, types at the end. The value of a cell's trailing expression is printed; charts and images are written to files.
/// </summary>
public static class CSharpExport
{
    /// <summary>
    /// Allows one export at a time: parallel compilations share the symbols of their references, and each may start with some symbols and continue
    /// with those of the other.
    /// </summary>
    private static readonly Lock Turn = new();

    /// <summary>The text of the exported file.</summary>
    /// <exception cref="FrugalException">A cell is not C#, does not compile, or cannot be combined with the others in one file.</exception>
    public static string Of(Notebook notebook, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        lock (Turn)
        {
            return Export(notebook, options ?? new ExportOptions());
        }
    }

    private static string Export(Notebook notebook, ExportOptions options)
    {
        var engine = new EngineOptions { Folder = options.NotebookFolder };
        var (compiler, references) = (new SubmissionCompiler(engine), new References(engine, new SubmissionLoader()));
        var packages = new PackageLines();
        List<ExportedCell> cells = [];
        foreach (var (index, cell) in notebook.Cells.Index().Where(entry => entry.Item.Kind == CellKind.Code))
        {
            cells.Add(Compile(notebook, index + 1, cell.Source, compiler, references));
            packages.Add(notebook.Name, index + 1, cells[^1].Source);
        }

        var names = new Names(cells);
        var file = new SingleFile(notebook, engine.Namespaces, cells.ToDictionary(cell => cell.Number, cell => new CellText(cell, notebook.Name, names)));
        var text = file.Text(packages.Lines(options));
        RequireCompiles(notebook.Name, text, references);
        return text;
    }

    private static ExportedCell Compile(Notebook notebook, int number, string source, SubmissionCompiler compiler, References references)
    {
        if (Errors.OfMagic(source, $"cell {number}") is not null)
        {
            throw ExportFault.OtherLanguage(notebook.Name, number, source.Split('\n').First(line => line.TrimStart() is ['#', '!', ..] or ['%', ..]).Trim());
        }

        var submission = compiler.Next(references.Resolve(source, CancellationToken.None), $"cell {number}", references.All);
        if (FirstError(submission.GetDiagnostics()) is { } error)
        {
            throw ExportFault.DoesNotCompile(notebook.Name, number, Say(error));
        }

        compiler.Accept(submission);
        return new ExportedCell(number, submission) { Source = source };
    }

    /// <summary>Compiles the file, so that the export and not the first run reports where a file is stricter than a notebook.</summary>
    private static void RequireCompiles(string name, string text, References references)
    {
        var code = string.Join('\n', text.Split('\n').Select(line => line.StartsWith("#:", StringComparison.Ordinal) ? "" : line));
        var compilation = CSharpCompilation.Create(
            "exported", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest))],
            references.All.Concat(Course.Closure("Frugal.Charts").Select(Course.Reference)).DistinctBy(reference => reference.Display),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations));
        if (FirstError(compilation.GetDiagnostics()) is { } error)
        {
            var before = code.Split('\n').Take(error.Location.GetLineSpan().StartLinePosition.Line + 1).LastOrDefault(line => line.StartsWith(SingleFile.CellMark, StringComparison.Ordinal));
            throw ExportFault.DoesNotFit(name, before is null ? null : int.Parse(before[SingleFile.CellMark.Length..].Split(' ')[0], CultureInfo.InvariantCulture), Say(error));
        }
    }

    private static Diagnostic? FirstError(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).FirstOrDefault();

    private static string Say(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.')}";
}
