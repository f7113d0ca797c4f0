using System.Reflection;
using System.Text.Json;
using Frugal.Data;

namespace Frugal.Tests.Data;

public class CatalogTests
{
    [Test]
    public void Every_entry_has_a_card_and_a_way_to_be_had_and_verified()
    {
        foreach (var entry in Catalog.Datasets.Entries)
        {
            Assert.That(File.Exists(Tree.At($"datasets/{entry.Card}")), entry.Card);
            Assert.That(entry.Generated || (entry.Url is not null && (entry.Sha256 ?? entry.GitTree) is not null), entry.Name);
            Assert.That(entry.Classes, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal), "labels follow the folders' order");
            Assert.That(entry.Splits.Count + entry.Tasks.Count, Is.Positive);
        }
    }

    [Test]
    public void The_stand_in_has_the_classes_of_what_it_stands_in_for()
    {
        foreach (var entry in Catalog.Datasets.Entries.Where(entry => entry.StandIn is not null))
        {
            Assert.That(Catalog.Datasets[entry.StandIn!].Classes, Is.EqualTo(entry.Classes));
            Assert.That(Catalog.Datasets[entry.StandIn!].Splits.Keys, Is.SupersetOf(entry.Splits.Keys));
        }

        Assert.That(new GarmentsDataset("train", 10).Classes, Is.EqualTo(Catalog.Datasets["garments"].Classes));
    }

    [Test]
    public void A_file_that_is_no_catalogue_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("catalog.json", "{ \"entries\": [");

        foreach (var path in new[] { broken, folder["missing.json"] })
        {
            var failure = Assert.Throws<FrugalException>(() => Catalog.Load(path, "model"));
            Assert.That(failure!.Message, Does.StartWith($"{path}: the catalogue cannot be read").And.Not.Contain("\n"));
        }
    }

    [Test]
    public void Every_field_is_read()
    {
        using var folder = new TemporaryFolder();
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var task = new TextTaskForm { Classes = ["no", "yes"], Splits = new Dictionary<string, int> { ["train"] = 7 }, Positive = "yes" };
        var small = new CatalogEntry { Name = "v", Version = "1", Summary = "s", Licence = "MIT", Card = "v.md" };
        var entry = new CatalogEntry
        {
            Name = "all", Version = "2", Summary = "sum", Licence = "CC0-1.0", Card = "all.md", Classes = ["a", "é"], Splits = new Dictionary<string, int> { ["train"] = 1, ["test"] = 2 }, Dialogues = true, Tweets = true,
            Tasks = new Dictionary<string, TextTaskForm> { ["irony"] = task }, OtherTasks = new Dictionary<string, TextTaskForm> { ["emoji"] = task with { Positive = null } }, Bytes = 5_000_000_000,
            Url = new("https://example.org/all.tar.gz"), Package = new() { Id = "P", Version = "3", Path = "p/q", Resource = "r" }, Sha256 = "ab", GitTree = "cd",
            Mirror = new() { Splits = new Dictionary<string, int> { ["train"] = 3 }, Bytes = 4, ManifestSha256 = "ef" }, Path = folder["all.bin"], Generated = true, StandIn = "other", Dataset = "d", Parameters = 6, Vocabulary = small,
            Logits = new("l", "gh"), Metrics = new Dictionary<string, double> { ["accuracy"] = 0.5, ["loss"] = 1 },
        };
        foreach (var property in typeof(CatalogEntry).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            Assert.That(JsonSerializer.Serialize(property.GetValue(entry), json), Is.Not.EqualTo(JsonSerializer.Serialize(property.GetValue(small), json)), $"{property.Name}: give it a value here, and read it in CatalogFile");
        }

        var file = folder.Write("catalog.json", JsonSerializer.Serialize(new { entries = new[] { entry, small } }, json));

        Assert.That(JsonSerializer.Serialize(Catalog.Load(file, "model").Entries, json), Is.EqualTo(JsonSerializer.Serialize(new[] { entry, small }, json)));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"entries": {}}""")]
    [TestCase("""{"entries": ["x"]}""")]
    [TestCase("""{"entries": [{"name": "x"}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": 1, "summary": "", "licence": "", "card": ""}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "bytes": "9"}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "bytes": 1.5}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "tweets": 1}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "classes": [1]}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "splits": {"train": "1"}}]}""")]
    [TestCase("""{"entries": [{"name": "x", "version": "1", "summary": "", "licence": "", "card": "", "metrics": {"loss": "1"}}]}""")]
    public void A_field_of_another_type_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Catalog.Load(folder.Write("catalog.json", text), "model"), Throws.TypeOf<FrugalException>().With.Message.Contains("the catalogue cannot be read"));
    }
}
