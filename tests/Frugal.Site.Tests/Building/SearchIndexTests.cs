using System.Text.Json.Nodes;
using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class SearchIndexTests
{
    [Test]
    public void The_reference_is_found_by_the_names_of_its_types_and_all_else_by_its_text()
    {
        using var folder = new TemporaryFolder();
        folder.Write("search/search_index.json", """{"config":{"lang":["fr"]},"docs":[{"location":"index.html","title":"Élagage","text":"Du texte"},{"location":"reference/frugal-pruning.html","title":"Frugal.Pruning","text":"Much text"},{"location":"reference/frugal-pruning.html#PruningPlan","title":"PruningPlan","text":"Much text"},{"location":"reference/frugal-pruning.html#PruningPlan--Of","title":"Of","text":"Much text"}]}""");

        SearchIndex.Complete(folder.Path);

        var index = File.ReadAllText(folder["search/search_index.json"]);
        Assert.Multiple(() =>
        {
            Assert.That(index, Does.Contain("\"Élagage\",\"text\":\"Du texte\"").And.Contain("\"Frugal.Pruning\",\"text\":\"\"").And.Contain("\"Frugal.Pruning.PruningPlan\",\"text\":\"PruningPlan\"").And.Not.Contain("Much text").And.Not.Contain("--Of").And.Contain("\"lang\":[\"fr\"]"));
            Assert.That(File.ReadAllText(folder["search/search_index.js"]), Is.EqualTo("var __index = " + index));
        });
    }

    [Test]
    public void A_notebook_is_found_by_its_sections()
    {
        using var folder = new TemporaryFolder();
        folder.Write("search/search_index.json", """{"docs":[{"location":"notebooks/a.html","title":"A","text":"All of it"},{"location":"notebooks/a.html#b","title":"B","text":"A part"},{"location":"notebooks.html","title":"C","text":"How to run"}]}""");

        SearchIndex.Complete(folder.Path);

        Assert.That(File.ReadAllText(folder["search/search_index.json"]), Does.Contain("\"A\",\"text\":\"\"").And.Contain("A part").And.Contain("How to run"));
    }

    [Test]
    public void A_long_section_of_a_notebook_is_found_by_the_words_at_its_beginning()
    {
        using var folder = new TemporaryFolder();
        var words = string.Join(' ', Enumerable.Range(1000, 400));
        folder.Write("search/search_index.json", $$"""{"docs":[{"location":"notebooks/a.html#b","title":"B","text":"{{words}}"},{"location":"labs/c.html#d","title":"D","text":"{{words}}"}]}""");

        SearchIndex.Complete(folder.Path);

        var texts = JsonNode.Parse(File.ReadAllText(folder["search/search_index.json"]))!["docs"]!.AsArray().Select(entry => (string)entry!["text"]!).ToArray();
        Assert.That(texts, Is.EqualTo(new[] { string.Join(' ', Enumerable.Range(1000, 200)), words }), "1,000 characters are 200 words of four letters and a space");
    }
}
