using Frugal;
using Frugal.Notebooks.Export;
using Frugal.Notebooks.Ipynb;

namespace Course.Notebooks.Tests;

/// <summary>The course's notebooks as C# files, and one of them run.</summary>
[Parallelizable(ParallelScope.All)]
public class ExportTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private static IEnumerable<string> Notebooks() => CourseNotebooks.Names();

    [TestCaseSource(nameof(Notebooks))]
    public void A_notebook_becomes_a_file_that_compiles(string name)
    {
        var text = Export(name);   // an export compiles what it wrote, and fails where that does not

        Assert.That(text, Does.StartWith("#:project ../../src/Frugal.Training/Frugal.Training.csproj\n#:project ../../src/Frugal.Charts/Frugal.Charts.csproj\n").And.Not.Contain("#r "));
        Assert.That(text, Does.Contain("// **1. ").And.Not.Contain("<details>"), "the exercises without their answers");
        Assert.That(text.Split(Environment.NewLine), Has.None.StartsWith("#:package"), "the project brings all that the course's notebooks use");
    }

    [Test]
    [Category("Slow")]
    public void The_shortest_notebook_runs_as_a_file_and_writes_its_charts()
    {
        using var folder = new TemporaryFolder(Path.Combine(Tree.Root, "artifacts"));
        var file = folder["first.cs"];
        var (code, output, error) = FrugalProgram.Run(Tree.Root, NoEnvironment, FrugalProgram.Words("notebook", "export", Path.Combine(Tree.Root, "notebooks", "00-start-here.ipynb"), "--to", "cs", "--output", file));
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain($"dotnet run {file}"));

        (code, output, error) = FrugalProgram.Run(folder.Path, NoEnvironment, TimeSpan.FromMinutes(15), "dotnet", "run", file);

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        Assert.That(output, Does.Match(@"chart.* -> .*first-output.[0-9]+\.html"));
        Assert.That(Directory.GetFiles(folder["first-output"], "*.html"), Is.Not.Empty);
    }

    [Test]
    public void Names_that_one_file_allows_once_are_renamed_and_keep_their_meaning()
    {
        var text = Code(
            "var x = 1; int Twice(int n) => 2 * n;\nrecord Point(int X);",
            "var x = \"a\"; string Twice(string s) => s + s;\nforeach (var y in new[] { 1 }) { Console.Write(y); }",
            "var y = Twice(x);\nnew { x, Length = y.Length, P = new Point(2) }",
            "Console.WriteLine(x)");

        Assert.That(text, Does.Contain("var x = 1;").And.Contain("var x_2 = \"a\";").And.Contain("string Twice_2(string s)"));
        Assert.That(text, Does.Contain("foreach (var y_2 in").And.Contain("var y = Twice_2(x_2);"));
        Assert.That(text, Does.Contain("Show(new { x = x_2, Length = y.Length, P = new Point(2) });"));
        Assert.That(text, Does.Contain("\nConsole.WriteLine(x_2);"), "a call without a value is not shown");
        Assert.That(text.IndexOf("record Point", StringComparison.Ordinal), Is.GreaterThan(text.IndexOf("Console.WriteLine(x_2)", StringComparison.Ordinal)), "types stand last");
    }

    [Test]
    public void A_library_of_the_course_that_a_cell_names_becomes_a_project()
    {
        var text = Code("#r \"nuget: Frugal.Serving, 0.1.0\"", "typeof(Frugal.Serving.Models.MemoryBudget).Name");

        Assert.That(text.Split(Environment.NewLine), Has.One.Matches("^#:project .*src/Frugal.Serving/Frugal.Serving.csproj$").And.None.Contains("Frugal.Llama"));
    }

    [TestCase("#!fsharp\nlet x = 1", "'#!fsharp' is not C#")]
    [TestCase("undeclared + 1", "CS0103")]
    [TestCase("int Size { get; set; }", "cannot stand among the statements")]
    public void A_cell_that_cannot_be_exported_is_named(string cell, string reason) =>
        Assert.That(() => Code("var ok = 1;", cell), Throws.TypeOf<FrugalException>().With.Message.Contains("cell 2").And.Message.Contains(reason));

    [Test]
    public void A_notebook_and_its_translation_have_files_of_their_own()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["fr"]);
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Title", "a"), Cell.Create(CellKind.Code, "1 + 1", "b")).Save(folder["1.ipynb"]);
        Notebook.Create(Cell.Create(CellKind.Markdown, "# Titre", "a"), Cell.Create(CellKind.Code, "1 + 1", "b")).Save(folder["fr/1.ipynb"]);

        foreach (var file in new[] { "1.ipynb", "fr/1.ipynb" })
        {
            var (code, _, error) = FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words("notebook", "export", file));
            Assert.That(code, Is.Zero, error);
        }

        Assert.That(File.ReadAllText(folder["artifacts/notebooks/1.cs"]), Does.Contain("// # Title"));
        Assert.That(File.ReadAllText(folder["artifacts/notebooks/fr/1.cs"]), Does.Contain("// # Titre"));
    }

    [Test]
    public void Bad_input_is_refused_in_one_line_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        Notebook.Create(Cell.Create(CellKind.Code, "1 + 1", "a")).Save(folder["book.ipynb"]);
        File.WriteAllText(folder["broken.ipynb"], "{");
        File.WriteAllText(folder["there.cs"], "");
        (int Code, string Output, string Error) Run(params string[] words) => FrugalProgram.Run(folder.Path, NoEnvironment, FrugalProgram.Words(["notebook", "export", .. words]));

        Assert.Multiple(() =>
        {
            Assert.That(Run("none.ipynb").Error, Does.Contain("none.ipynb: no such file"));
            Assert.That(Run("broken.ipynb").Error, Does.Contain("broken.ipynb"));
            Assert.That(Run("book.ipynb", "--to", "pdf").Code, Is.Not.Zero);
            Assert.That(Run("book.ipynb", "--output", "there.cs").Error, Does.Contain("there.cs: the file exists").And.Contain("--force"));
            Assert.That(Run("book.ipynb", "--output", "there.cs", "--force").Code, Is.Zero);
        });
    }

    private static string Code(params string[] cells) =>
        CSharpExport.Of(Notebook.Create(cells.Select((cell, at) => Cell.Create(CellKind.Code, cell, $"c{at}"))), new ExportOptions { Repository = Tree.Root });

    private static string Export(string name) =>
        CSharpExport.Of(Notebook.Load(Path.Combine(Tree.Root, "notebooks", name)), new ExportOptions
        {
            NotebookFolder = Path.Combine(Tree.Root, "notebooks"), OutputFolder = Path.Combine(Tree.Root, "artifacts", "notebooks"), Repository = Tree.Root,
        });
}
