using System.Security.Cryptography;
using System.Text;
using Frugal.Data;
using Frugal.Models;

namespace Frugal.Tests.Models;

public class StoredLogitsTests
{
    private static readonly StoredLogits Some = new(2, 3, 2, [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6]);

    private const string Catalogue = """
        {"entries": [
          {"name": "right", "version": "1", "summary": "", "licence": "", "card": "", "logits": {"path": "a.npy", "sha256": "SHA"}},
          {"name": "wrong", "version": "1", "summary": "", "licence": "", "card": "", "logits": {"path": "a.npy", "sha256": "00"}},
          {"name": "none", "version": "1", "summary": "", "licence": "", "card": ""}
        ]}
        """;

    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void What_is_written_is_read_again()
    {
        Some.Save(folder["a.npy"]);

        var read = StoredLogits.Load(folder["a.npy"]);

        Assert.That((read.Views, read.Photos, read.Classes), Is.EqualTo((2, 3, 2)));
        Assert.That(read.Values.ToArray(), Is.EqualTo(Some.Values.ToArray()));
        Assert.That(read[1, 2].ToArray(), Is.EqualTo(new[] { -5f, -6 }));
    }

    [Test]
    public void The_header_is_NumPys_of_64_bytes()
    {
        Some.Save(folder["a.npy"]);

        var bytes = File.ReadAllBytes(folder["a.npy"]);

        Assert.That(bytes.Length, Is.EqualTo(128 + 12 * sizeof(float)));
        Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0 }));
        Assert.That(Encoding.ASCII.GetString(bytes, 10, 118).TrimEnd(), Is.EqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 2), }"));
        Assert.That(bytes[127], Is.EqualTo((byte)'\n'));
    }

    [TestCase(2, 0)]
    [TestCase(0, 3)]
    [TestCase(-1, 0)]
    public void A_photo_outside_is_refused(int view, int photo) => Assert.That(() => Some[view, photo].ToArray(), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Other_arrays_are_refused()
    {
        folder.Write("text.npy", "no array");

        Assert.That(() => StoredLogits.Load(folder["text.npy"]), Throws.TypeOf<FrugalException>());
        Assert.That(() => new StoredLogits(1, 2, 3, [1]), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void A_library_checks_the_file_against_its_catalogue()
    {
        Some.Save(folder["a.npy"]);
        var sha = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["a.npy"])));
        folder.Write("catalog.json", Catalogue.Replace("SHA", sha, StringComparison.Ordinal));
        var library = new ModelLibrary(folder.Path);

        Assert.That(library.Logits("right").Photos, Is.EqualTo(3));
        Assert.That(() => library.Logits("wrong"), Throws.TypeOf<FrugalException>().With.Message.Contains("is not the catalogue's"));
        Assert.That(() => library.Logits("none"), Throws.TypeOf<FrugalException>().With.Message.Contains("They are there for: right, wrong."));
    }

    [Test]
    public void The_course_has_the_ResNet_18s_for_every_training_photo()
    {
        var logits = ModelLibrary.Default().Logits("clothing-resnet18");

        Assert.That((logits.Views, logits.Photos, logits.Classes), Is.EqualTo((2, Catalog.Datasets["clothing-small"].Splits["train"], 10)));
    }
}
