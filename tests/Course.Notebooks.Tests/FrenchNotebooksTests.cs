using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;

namespace Course.Notebooks.Tests;

/// <summary>
/// The notebooks in <c>notebooks/fr</c>: French text over the cells of the English ones. Their code is the same, so they are not run again.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class FrenchNotebooksTests
{
    private const string Summary = "<summary>Afficher la réponse</summary>";

    private static IEnumerable<string> Translated() => Names(Tree.At("notebooks", "fr"));

    private static IEnumerable<TestCaseData> Exercises() =>
        Translated().SelectMany(name => NotebookExercise.Of(English(name)).Select(exercise => new TestCaseData(name, exercise.Number).SetArgDisplayNames(exercise.Id)));

    [Test]
    public void Every_notebook_is_there_in_French() =>
        Assert.That(Translated(), Is.EqualTo(Names(Tree.At("notebooks"))));

    [TestCaseSource(nameof(Translated))]
    public void It_has_the_same_cells_in_the_same_order(string name) =>
        Assert.That(French(name).Cells.Select(cell => (cell.Kind, cell.Id)), Is.EqualTo(English(name).Cells.Select(cell => (cell.Kind, cell.Id))));

    [TestCaseSource(nameof(Translated))]
    public void All_but_the_text_is_the_same(string name)
    {
        var (english, french) = (English(name), French(name));
        foreach (var cell in english.Cells.Concat(french.Cells).Where(cell => cell.Kind == CellKind.Markdown))
        {
            cell.Source = "";
        }

        Assert.That(french.ToString(), Is.EqualTo(english.ToString()));
    }

    [TestCaseSource(nameof(Translated))]
    public void It_is_in_the_portable_form_and_laid_out_as_the_English_file(string name)
    {
        var french = French(name);

        Assert.That(PortableForm.Check(french), Is.Empty);
        Assert.That(File.ReadAllText(french.Name), Is.EqualTo(french.ToString()));
    }

    [TestCaseSource(nameof(Translated))]
    public void Every_text_is_translated(string name) =>
        Assert.That(Texts(name).Where(text => text.English == text.French).Select(text => text.Id), Is.Empty);

    [TestCaseSource(nameof(Translated))]
    public void Every_text_has_the_headings_code_and_figures_of_the_English_one(string name) =>
        Assert.Multiple(() =>
        {
            foreach (var (id, english, french) in Texts(name))
            {
                Assert.That(MarkdownPage.Levels(french), Is.EqualTo(MarkdownPage.Levels(english)), $"headings of {id}");
                Assert.That(MarkdownPage.CodeSpans(french), Is.EqualTo(MarkdownPage.CodeSpans(english)), $"code in the lines of {id}");
                Assert.That(MarkdownPage.FrenchFigures(french), Is.EqualTo(MarkdownPage.EnglishFigures(english)), $"figures of {id}");
            }
        });

    /// <summary>A link of <c>notebooks/NAME</c> to another notebook stays in French, one to a page of the site leads to the French page, any other one to the same file.</summary>
    [TestCaseSource(nameof(Translated))]
    public void Its_links_lead_to_the_same_places_in_French(string name)
    {
        foreach (var (id, english, french) in Texts(name))
        {
            var links = MarkdownPage.Links(french).ToList();

            Assert.That(links, Is.EqualTo(MarkdownPage.Links(english).Select(InFrench)), id);
            Assert.That(links.Where(link => link.Split('#')[0] is { Length: > 0 } path && !File.Exists(Path.Combine(Tree.At("notebooks", "fr"), path))), Is.Empty, id);
        }
    }

    /// <summary>The id is what the student's progress keeps: an exercise counts once, in whichever language it was solved.</summary>
    [TestCaseSource(nameof(Exercises))]
    public void An_exercise_is_the_English_one_in_French(string name, int number)
    {
        var (english, french) = (NotebookExercise.Of(English(name))[number - 1], NotebookExercise.Of(French(name))[number - 1]);

        Assert.That(french.Id, Is.EqualTo(english.Id));
        Assert.That(french.Title, Is.Not.Empty);
        Assert.That(french.Text.Source, Does.StartWith($"**{number}. ").And.Match(@"\n\n\*Vérification : .+\.\*$"));
        Assert.That(french.Solution!.Source, Does.StartWith($"<details>\n{Summary}\n\n").And.EndsWith("\n\n</details>"));
        Assert.That(french.SolutionCode, Is.EqualTo(english.SolutionCode).And.Not.Null);
    }

    [TestCaseSource(nameof(Translated))]
    public void Its_page_shows_every_answer_folded(string name)
    {
        var notebook = French(name);

        var page = HtmlPage.Of(notebook);

        Assert.That(page.Split($"<details>\n{Summary}\n<pre><code class=\"language-csharp\">"), Has.Length.EqualTo(NotebookExercise.Of(notebook).Count + 1));
        Assert.That(page, Does.Not.Contain("&lt;details&gt;"));
    }

    private static string InFrench(string link) =>
        !link.StartsWith("../", StringComparison.Ordinal) ? link
        : link.StartsWith("../docs/en/", StringComparison.Ordinal) ? $"../../docs/fr/{link["../docs/en/".Length..]}"
        : $"../{link}";

    private static IEnumerable<(string Id, string English, string French)> Texts(string name) =>
        English(name).Cells.Zip(French(name).Cells).Where(pair => pair.First.Kind == CellKind.Markdown).Select(pair => (pair.First.Id!, pair.First.Source, pair.Second.Source));

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static Notebook English(string name) => Notebook.Load(Tree.At("notebooks", name));

    private static Notebook French(string name) => Notebook.Load(Tree.At("notebooks", "fr", name));
}
