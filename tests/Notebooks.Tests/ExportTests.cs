using Frugal.Notebooks.Export;
using Frugal.Notebooks.Ipynb;

namespace Notebooks.Tests;

/// <summary>The course's notebooks as C# files, and one of them run.</summary>
[Parallelizable(ParallelScope.All)]
public class ExportTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private static IEnumerable<string> Notebooks() => Clone.Notebooks();

    [TestCaseSource(nameof(Notebooks))]
    public void A_notebook_becomes_a_file_that_compiles(string name)
    {
        var text = Export(name);   // an export compiles what it wrote, and fails where that does not

        Assert.That(text, Does.StartWith("#:project ../../src/Frugal.Charts/Frugal.Charts.csproj\n").And.Not.Contain("#r "));
        Assert.That(text.Split(Environment.NewLine), Has.None.StartsWith("#:package"), "the project brings all that the course's notebooks use");
    }

    [Test]
    [Category("Slow")]
    public void The_shortest_notebook_runs_as_a_file_and_writes_its_charts()
    {
        using var folder = new TemporaryFolder(Path.Combine(Clone.Root, "artifacts"));
        var file = folder.At("first.cs");
        var (code, output, error) = FrugalProgram.Run(Clone.Root, NoEnvironment, FrugalProgram.Words("notebook", "export", Path.Combine(Clone.Root, "notebooks", "00-start-here.ipynb"), "--to", "cs", "--output", file));
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain($"dotnet run {file}"));

        (code, output, error) = FrugalProgram.Run(folder.Path, NoEnvironment, TimeSpan.FromMinutes(15), "dotnet", "run", file);

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        Assert.That(output, Does.Match(@"chart.* -> .*first-output.[0-9]+\.html"));
        Assert.That(Directory.GetFiles(folder.At("first-output"), "*.html"), Is.Not.Empty);
    }

    private static string Export(string name) =>
        CSharpExport.Of(Notebook.Load(Path.Combine(Clone.Root, "notebooks", name)), new ExportOptions
        {
            NotebookFolder = Path.Combine(Clone.Root, "notebooks"), OutputFolder = Path.Combine(Clone.Root, "artifacts", "notebooks"), Repository = Clone.Root,
        });
}
