using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Notebooks.Tests;

/// <summary>The course's notebooks: every cell works, and every file is in the portable form.</summary>
[Parallelizable(ParallelScope.All)]
public class CourseNotebookTests
{
    /// <summary>Notebooks that run at once: each measures, and wants a processor for itself.</summary>
    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private static readonly SemaphoreSlim Turn = new(AtOnce);

    private static readonly string Folder = Path.Combine(Root(), "notebooks");

    private static readonly NotebookRunOptions Options = new()
    {
        Host = FrugalProgram.Words("notebook", "host"),
        Timeout = TimeSpan.FromMinutes(3),
        Parallel = AtOnce,
    };

    /// <summary>The last first: they train most, and the short ones then fill what time is left.</summary>
    private static IEnumerable<string> Notebooks() => Directory.EnumerateFiles(Folder, "*.ipynb").Select(file => Path.GetFileName(file)).OrderDescending(StringComparer.Ordinal);

    [TestCaseSource(nameof(Notebooks))]
    public async Task A_notebook_runs_through(string name)
    {
        await Turn.WaitAsync();
        try
        {
            var run = await new NotebookRunner(Options).RunAsync(Path.Combine(Folder, name));

            Assert.That(run.Failure, Is.Null);
            Assert.That(run.Cells, Is.EqualTo(run.Executed!.Cells.Count(cell => cell.Kind == CellKind.Code)));
        }
        finally
        {
            Turn.Release();
        }
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
