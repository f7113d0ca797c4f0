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
}
