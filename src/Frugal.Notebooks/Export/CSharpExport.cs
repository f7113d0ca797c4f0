using System.Globalization;
using Frugal.Notebooks.Engine;
using Frugal.Notebooks.Ipynb;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Export;

/// <summary>
/// A notebook as one C# file that <c>dotnet run FILE.cs</c> runs (a file-based app of .NET 10): Markdown as comments, cells as statements in their order,
/// usings at the head, types at the end. A value that a cell ends in is printed; charts and pictures become files.
/// </summary>
public static class CSharpExport
{
    /// <summary>
    /// One export at a time: compilations side by side share the symbols of what they refer to, and may each begin with some and go on with others'.
    /// </summary>
    private static readonly Lock Turn = new();

    /// <summary>The text of the file.</summary>
    /// <exception cref="FrugalException">A cell is not C#, does not compile, or cannot stand in one file with the others.</exception>
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

    /// <summary>Where a file is stricter than a notebook, the export says so, not the reader's first run.</summary>
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
