using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class SearchIndexTests
{
    [Test]
    public void The_reference_is_found_by_its_headings_and_all_else_by_its_text()
    {
        using var folder = new TemporaryFolder();
        folder.Write("search/search_index.json", """{"config":{"lang":["fr"]},"docs":[{"location":"index.html","title":"Élagage","text":"Du texte"},{"location":"reference/frugal.html#a","title":"Observer","text":"Much text"}]}""");

        SearchIndex.Complete(folder.Path);

        var index = File.ReadAllText(folder["search/search_index.json"]);
        Assert.Multiple(() =>
        {
            Assert.That(index, Does.Contain("\"Élagage\",\"text\":\"Du texte\"").And.Contain("\"Observer\",\"text\":\"\"").And.Contain("\"lang\":[\"fr\"]"));
            Assert.That(File.ReadAllText(folder["search/search_index.js"]), Is.EqualTo("var __index = " + index));
        });
    }
}
