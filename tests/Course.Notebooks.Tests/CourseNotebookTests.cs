using System.Xml.Linq;
using Frugal.Learning;
using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Course.Notebooks.Tests;

/// <summary>The course's notebooks: every cell works, and every file is in the portable form.</summary>
[Parallelizable(ParallelScope.All)]
public class CourseNotebookTests
{
    /// <summary>Notebooks that run at once: each measures, and wants a processor for itself.</summary>
    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private static readonly SemaphoreSlim Turn = new(AtOnce);

    private static readonly string Folder = Path.Combine(Tree.Root, "notebooks");

    private static readonly NotebookRunOptions Options = new()
    {
        Host = FrugalProgram.Words("notebook", "host"),
        Parallel = AtOnce,
    };

    private static IEnumerable<string> Notebooks() => CourseNotebooks.Names();

    /// <summary>One run tries all: without answers, as it is committed; then, after each check, with every wrong answer and with the folded one.</summary>
    [TestCaseSource(nameof(Notebooks)), Category("Long")]
    public async Task A_notebook_runs_through_and_its_checks_tell_right_answers_from_wrong_ones(string name)
    {
        using var folder = new TemporaryFolder();
        var (notebook, tried) = AnsweredNotebook.Of(Path.Combine(Folder, name), folder["progress.json"]);
        notebook.Save(folder[name]);
        await Turn.WaitAsync();
        try
        {
            var run = await new NotebookRunner(Options with { Timeout = Patience.Now(TimeSpan.FromMinutes(3)) }).RunAsync(folder[name]);

            Assert.That(run.Failure, Is.Null);
            Assert.That(run.Cells, Is.EqualTo(run.Executed!.Cells.Count(cell => cell.Kind == CellKind.Code)));
            Assert.Multiple(() => tried.ForEach(answer => Assert.That(AnsweredNotebook.Printed(run.Executed, answer.Check), Does.Contain(answer.Says).And.Contain(answer.Finding), answer.Code)));
            Assert.That(new ProgressFile(folder["progress.json"]).Read().Exercises.Keys, Is.EqualTo(tried.Select(answer => answer.Exercise).Distinct()), "the right answers are kept");
        }
        finally
        {
            Turn.Release();
        }
    }

    [TestCaseSource(nameof(Notebooks))]
    public void A_notebook_is_in_the_portable_form(string name) =>
        Assert.That(PortableForm.Check(Notebook.Load(Path.Combine(Folder, name))), Is.Empty);

    /// <summary>.NET Interactive restores these versions; our own kernel goes by the name alone.</summary>
    [TestCaseSource(nameof(Notebooks))]
    public void The_first_cell_names_the_versions_that_the_project_uses(string name)
    {
        var asked = Notebook.Load(Path.Combine(Folder, name)).Cells.First(cell => cell.Kind == CellKind.Code).Source.Split('\n')
            .Where(line => line.StartsWith("#r", StringComparison.Ordinal)).ToList();
        var central = XDocument.Load(Path.Combine(Tree.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => $"#r \"nuget: {package.Attribute("Include")!.Value}, {package.Attribute("Version")!.Value}\"");
        var version = XDocument.Load(Path.Combine(Tree.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        string[] own = [.. new[] { "Frugal.Training", "Frugal.Charts", "Frugal.Interactive" }.Select(package => $"#r \"nuget: {package}, {version}\"")];

        string[] further = [.. new[] { "Frugal.Llama", "Frugal.Serving" }.Select(package => $"#r \"nuget: {package}, {version}\"")];

        Assert.That(own, Is.SubsetOf(asked));
        Assert.That(asked, Is.SubsetOf(central.Concat(own).Concat(further)));
    }
}
