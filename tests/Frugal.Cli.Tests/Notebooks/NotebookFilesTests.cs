using Frugal.Cli.Commands.Notebooks;

namespace Frugal.Cli.Tests.Notebooks;

/// <summary>Which notebooks a command finds at a path.</summary>
[Parallelizable]
public class NotebookFilesTests
{
    [Test]
    public void A_folder_runs_a_translated_notebook_once()
    {
        using var folder = Notebooks("00.ipynb", "fr/00.ipynb", "fr/01.ipynb", "own/00.ipynb");

        Assert.That(Names(folder, NotebookFiles.ToRun(folder.Path)), Is.EqualTo(new[] { "00.ipynb", "fr/01.ipynb", "own/00.ipynb" }));
    }

    [Test]
    public void Translations_run_when_they_are_named()
    {
        using var folder = Notebooks("00.ipynb", "fr/00.ipynb");

        Assert.That(Names(folder, NotebookFiles.ToRun(folder["fr"])), Is.EqualTo(new[] { "fr/00.ipynb" }));
        Assert.That(Names(folder, NotebookFiles.ToRun(folder["fr/00.ipynb"])), Is.EqualTo(new[] { "fr/00.ipynb" }));
    }

    [Test]
    public void The_form_of_translations_is_checked_too()
    {
        using var folder = Notebooks("00.ipynb", "fr/00.ipynb");

        Assert.That(Names(folder, NotebookFiles.Under(folder.Path)), Is.EqualTo(new[] { "00.ipynb", "fr/00.ipynb" }));
    }

    [TestCase("notebooks/00.ipynb", ExpectedResult = "en")]
    [TestCase("notebooks/fr/00.ipynb", ExpectedResult = "fr")]
    [TestCase("fr/00.ipynb", ExpectedResult = "fr")]
    [TestCase("fr/own/00.ipynb", ExpectedResult = "en")]
    [TestCase("fr.ipynb", ExpectedResult = "en")]
    public string The_folder_of_a_notebook_says_its_language(string file) => NotebookFiles.Language(file);

    [TestCase("notebooks/00.ipynb", ExpectedResult = "artifacts/notebooks/00.cs")]
    [TestCase("notebooks/fr/00.ipynb", ExpectedResult = "artifacts/notebooks/fr/00.cs")]
    public string A_translation_is_exported_to_a_file_of_its_own(string file) => NotebookFiles.Program(file).Replace('\\', '/');

    [TestCase("", "00.ipynb", ExpectedResult = "00.ipynb")]
    [TestCase("", "own/00.ipynb", ExpectedResult = "own/00.ipynb")]
    [TestCase("", "fr/01.ipynb", ExpectedResult = "fr/01.ipynb")]
    [TestCase("00.ipynb", "00.ipynb", ExpectedResult = "00.ipynb")]
    [TestCase("fr", "fr/00.ipynb", ExpectedResult = "fr/00.ipynb")]
    [TestCase("fr/", "fr/00.ipynb", ExpectedResult = "fr/00.ipynb")]
    [TestCase("fr/00.ipynb", "fr/00.ipynb", ExpectedResult = "fr/00.ipynb")]
    public string An_executed_translation_does_not_replace_the_original(string root, string file)
    {
        using var folder = Notebooks("00.ipynb", "own/00.ipynb", "fr/00.ipynb", "fr/01.ipynb");

        return NotebookFiles.Place(Path.Combine(folder.Path, root), folder[file]).Replace('\\', '/');
    }

    private static TemporaryFolder Notebooks(params string[] names)
    {
        var folder = new TemporaryFolder();
        foreach (var name in names)
        {
            folder.Write(name, "{}");
        }

        return folder;
    }

    private static IEnumerable<string> Names(TemporaryFolder folder, IEnumerable<string> files) => files.Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'));
}
