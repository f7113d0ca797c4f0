using Frugal.Data;

namespace Frugal.Tests.Data;

public class FolderDatasetTests
{
    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Folders_are_classes_in_the_order_of_their_names()
    {
        TinyPhotos.WriteFolder(folder.Path, ["shoes", "hat"], 2);
        folder.Write("hat/notes.txt", "no photo");

        var data = Datasets.FromFolder(folder.Path);

        Assert.That(data.Classes, Is.EqualTo(new[] { "hat", "shoes" }));
        Assert.That(Enumerable.Range(0, data.Count).Select(data.Label), Is.EqualTo(new[] { 0, 0, 1, 1 }));
        Assert.That(data.Source.Origin, Is.EqualTo(DataOrigin.Folder));
        Assert.That(data.Image(3).Width, Is.EqualTo(41));
    }

    [Test]
    public void Photos_side_by_side_have_no_class()
    {
        TinyPhotos.WriteFolder(folder.Path, ["photos"], 3);

        var data = Datasets.FromFolder(folder["photos"]);

        Assert.That(data.Classes, Is.Empty);
        Assert.That(Enumerable.Range(0, data.Count).Select(data.Label), Is.EqualTo(new[] { -1, -1, -1 }));
        Assert.That(data.Name, Is.EqualTo("photos"));
    }

    [Test]
    public void A_folder_without_photos_or_that_is_not_there_is_told_in_one_line()
    {
        Directory.CreateDirectory(folder["empty"]);
        Directory.CreateDirectory(folder["classes/hat"]);

        Assert.That(MessageOf("empty"), Is.EqualTo($"{folder["empty"]}: no photo in it (jpg, png, webp). Give a folder of photos, or of one folder per class."));
        Assert.That(MessageOf("classes"), Is.EqualTo($"{folder["classes/hat"]}: no photo of class 'hat' (jpg, png, webp). Add some, or remove the folder."));
        Assert.That(MessageOf("missing"), Is.EqualTo($"{folder["missing"]}: there is no such folder. Give a folder of photos, or of one folder per class."));
    }

    [Test]
    public void An_unknown_class_folder_is_named_with_the_classes_that_exist()
    {
        TinyPhotos.WriteFolder(folder.Path, ["hat", "socks"], 1);
        var source = new DataSource(DataOrigin.Mirror, folder.Path);

        var failure = Assert.Throws<FrugalException>(() => FolderDataset.Open(folder.Path, "clothes", "train", ["hat", "shoes"], source));

        Assert.That(failure!.Message, Is.EqualTo($"{folder["socks"]}: 'socks' is not a class of clothes. Its classes: hat, shoes. Rename or remove the folder."));
    }

    private string MessageOf(string name) => Assert.Throws<FrugalException>(() => Datasets.FromFolder(folder[name]))!.Message;
}
