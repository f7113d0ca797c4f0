using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Notebooks.Tests;

/// <summary>The course's notebooks: every cell works, and every file is in the portable form.</summary>
public class CourseNotebookTests
{
    private static readonly string Folder = Path.Combine(Root(), "notebooks");

    /// <summary>As many side by side as the tests run at once, each on its share of the processors.</summary>
    private static readonly NotebookRunOptions Options = new()
    {
        Host = FrugalProgram.Words("notebook", "host"),
        Timeout = TimeSpan.FromMinutes(3),
        Parallel = Math.Clamp(Environment.ProcessorCount, 1, 16),
    };

    private static IEnumerable<string> Notebooks() => Directory.EnumerateFiles(Folder, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Notebooks))]
    public async Task A_notebook_runs_through(string name)
    {
        var run = await new NotebookRunner(Options).RunAsync(Path.Combine(Folder, name));

        Assert.That(run.Failure, Is.Null);
        Assert.That(run.Cells, Is.EqualTo(run.Executed!.Cells.Count(cell => cell.Kind == CellKind.Code)));
    }

    [TestCaseSource(nameof(Notebooks))]
    public void A_notebook_is_in_the_portable_form(string name) =>
        Assert.That(PortableForm.Check(Notebook.Load(Path.Combine(Folder, name))), Is.Empty);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Course.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run within a clone of the project");
        }

        return folder.FullName;
    }
}
