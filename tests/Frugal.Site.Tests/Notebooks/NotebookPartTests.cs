using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;
using Frugal.Site.Building;
using Frugal.Site.Notebooks;
using static Frugal.Site.Tests.Notebooks.SmallNotebook;

namespace Frugal.Site.Tests.Notebooks;

/// <summary>The pages of a folder of notebooks, and what is executed for them.</summary>
public class NotebookPartTests
{
    private int runs;

    [SetUp]
    public void None() => runs = 0;

    [Test]
    public async Task Both_languages_have_their_own_text_and_the_outputs_of_one_run()
    {
        using var root = new TemporaryFolder();
        Write(root, Of("# Small"), Of("# Petit"));

        var (english, french) = await PagesAsync(root, Runner(() => runs++, prints: "only once"));

        Assert.That(english, Does.StartWith("# Small\n").And.Contain("only once"));
        Assert.That(french, Does.StartWith("# Petit\n").And.Contain("only once"));
        Assert.That(runs, Is.EqualTo(1));
    }

    [Test]
    public async Task The_head_offers_the_files_and_says_where_the_figures_come_from()
    {
        using var root = new TemporaryFolder();
        Write(root, Of("# Small"), Of("# Petit"));

        var (english, french) = await PagesAsync(root, Runner(() => runs++));

        Assert.That(english, Does.Contain("[Download the notebook](00-small.ipynb)").And.Contain("(00-small.cs)").And.Contain("`code notebooks/00-small.ipynb`").And.Contain("`dotnet run artifacts/notebooks/00-small.cs`").And.Contain("Figures on this page come from one run on ").And.Contain("2 min 5 s"));
        Assert.That(french, Does.Contain("[Télécharger le notebook](00-small.ipynb)").And.Contain("`code notebooks/fr/00-small.ipynb`").And.Contain("`dotnet run artifacts/notebooks/fr/00-small.cs`").And.Contain("Les chiffres de cette page viennent d'une seule exécution sur ").And.Not.Contain("Download"));
        var folder = Path.Combine(SiteStage.Of(root.Path).Folder(SiteLanguage.French), "notebooks");
        Assert.That(Notebook.Load(Path.Combine(folder, "00-small.ipynb")).Cells[0].Source, Is.EqualTo("# Petit"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "00-small.cs")), Does.Contain("// # Petit").And.Contain("#:project ../../../src/Frugal.Training/Frugal.Training.csproj"));
    }

    [Test]
    public async Task A_change_of_prose_executes_nothing_and_a_change_of_code_executes_the_notebook()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        await PagesAsync(root, Runner(() => runs++, prints: "first"));
        Write(root, Of("# Other words"));

        var (prose, _) = await PagesAsync(root, Runner(() => runs++, prints: "second"));

        Assert.That(runs, Is.EqualTo(1));
        Assert.That(prose, Does.StartWith("# Other words\n").And.Contain("first"));

        Write(root, Of(code: "1 + 2"));

        var (code, _) = await PagesAsync(root, Runner(() => runs++, prints: "third"));

        Assert.That(runs, Is.EqualTo(2));
        Assert.That(code, Does.Contain("third"));
    }

    [Test]
    public async Task A_broken_file_of_an_earlier_run_is_replaced()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        await PagesAsync(root, Runner(() => runs++));
        File.WriteAllText(Directory.GetFiles(ExecutedNotebooks.Folder(root.Path), "*.ipynb").Single(), "{");

        await PagesAsync(root, Runner(() => runs++));

        Assert.That(runs, Is.EqualTo(2));
    }

    [Test]
    public void A_missing_translation_is_named_before_anything_is_executed()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        File.Delete(root[$"notebooks/fr/{Name}.ipynb"]);

        Assert.That(() => PagesAsync(root, Runner(() => runs++)), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo("notebooks/fr/00-small.ipynb: the French text of notebooks/00-small.ipynb is missing. Translate its Markdown cells into that file, and copy its code cells."));
        Assert.That(runs, Is.Zero);
    }

    [Test]
    public void A_translation_with_other_code_is_named_with_the_cell()
    {
        using var root = new TemporaryFolder();
        Write(root, Of(), Of(code: "1 + 3"));

        Assert.That(() => PagesAsync(root, Runner(() => runs++)), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo("notebooks/fr/00-small.ipynb: cell 2: the code of 'a' is not that of notebooks/00-small.ipynb. Copy the code cell from there."));
    }

    [Test]
    public async Task A_notebook_that_fails_is_named_with_cell_and_error_and_the_old_page_stays()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        var (before, _) = await PagesAsync(root, Runner(() => runs++));
        Write(root, Of(code: "throw new Exception(\"no\");"));

        Assert.That(() => PagesAsync(root, Failing(new RunFailure(2, 1, "Exception: no"))), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo("notebooks/00-small.ipynb: cell 2, line 1: Exception: no. Correct the cell; './frugal notebook run notebooks/00-small.ipynb' runs this notebook alone."));
        Assert.That(SiteStage.Of(root.Path).Folder(SiteLanguage.English) + $"/notebooks/{Name}.md", Does.Exist);
        Assert.That(File.ReadAllText(SiteStage.Of(root.Path).Folder(SiteLanguage.English) + $"/notebooks/{Name}.md"), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(ExecutedNotebooks.Folder(root.Path), "*.ipynb"), Has.Length.EqualTo(1), "nothing of the failed run is kept");
    }

    [Test]
    public async Task Progress_names_the_notebook_and_its_cell()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        List<string> said = [];

        await new NotebookPart(Runner(() => runs++)).AddAsync(SiteStage.Of(root.Path) with { Progress = said.Add }, default);

        Assert.That(said, Is.EqualTo(new[] { "Executing notebooks/00-small.ipynb", "Executing notebooks/00-small.ipynb: cell 1 of 1" }));
    }

    [Test]
    public async Task The_script_that_draws_is_staged_only_where_there_is_a_chart()
    {
        using var root = new TemporaryFolder();
        Write(root, Of());
        var script = Path.Combine(SiteStage.Of(root.Path).Folder(SiteLanguage.French), NotebookPart.Plotly);
        await PagesAsync(root, Runner(() => runs++));
        Assert.That(script, Does.Not.Exist);
        var figure = Shown("application/vnd.plotly.v1+json", System.Text.Json.Nodes.JsonNode.Parse("""{"data":[],"layout":{}}""")!);
        Write(root, Of(code: "chart"));

        await PagesAsync(root, (path, _, _) => Task.FromResult(new NotebookRun { Path = path, Executed = Executed(Notebook.Load(path), figure).Notebook }));

        Assert.That(new FileInfo(script).Length, Is.GreaterThan(1_000_000));
        Assert.That(File.ReadAllText(Path.Combine(Path.GetDirectoryName(script)!, "charts.js")), Does.StartWith("{\n").And.Contain("Plotly.react"));
    }

    [Test, Category("Slow")]
    public async Task A_notebook_is_executed_by_the_courses_own_program()
    {
        using var root = new TemporaryFolder();
        Write(root, Of(code: "Console.WriteLine($\"it is {6 * 7}\");\nnew[] { new { Name = \"a\", Value = 1 } }"), Of("# Petit", "Console.WriteLine($\"it is {6 * 7}\");\nnew[] { new { Name = \"a\", Value = 1 } }"));

        var (english, french) = await PagesAsync(root, null);

        Assert.That(english, Does.Contain("<pre class=\"stdout\">it is 42</pre>").And.Contain("<td>a</td>"));
        Assert.That(french, Does.StartWith("# Petit\n").And.Contain("it is 42"));
    }

    private static async Task<(string English, string French)> PagesAsync(TemporaryFolder root, RunNotebook? run)
    {
        var stage = SiteStage.Of(root.Path);
        await new NotebookPart(run).AddAsync(stage, default);
        return (Read(SiteLanguage.English), Read(SiteLanguage.French));

        string Read(SiteLanguage language) => File.ReadAllText(Path.Combine(stage.Folder(language), "notebooks", Name + ".md"));
    }
}
