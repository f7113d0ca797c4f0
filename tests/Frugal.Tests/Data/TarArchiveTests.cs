using System.Formats.Tar;
using System.IO.Compression;
using Frugal.Data;

namespace Frugal.Tests.Data;

public class TarArchiveTests
{
    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Files_come_out_without_the_top_folder()
    {
        var archive = folder.Write("set.tar.gz", TarGz(("top/a.txt", "one"), ("top/deep/b.txt", "two")));

        TarArchive.Unpack(archive, folder["out"], maxBytes: 6, default);

        Assert.That(File.ReadAllText(folder["out/a.txt"]), Is.EqualTo("one"));
        Assert.That(File.ReadAllText(folder["out/deep/b.txt"]), Is.EqualTo("two"));
    }

    [TestCase("top/../../evil.txt")]
    [TestCase("top//tmp/evil.txt")]
    [TestCase("../evil.txt")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        var archive = folder.Write("set.tar.gz", TarGz((name, "evil")));

        var failure = Assert.Throws<FrugalException>(() => TarArchive.Unpack(archive, folder["in/out"], 100, default));

        Assert.That(failure!.Message, Does.Contain("leads out of the folder").And.StartWith(archive));
        Assert.That(Directory.GetFiles(folder.Path, "evil.txt", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Links_are_refused()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "top/link") { LinkName = "/etc/passwd" });
        }

        var archive = folder.Write("set.tar.gz", stream.ToArray());

        var failure = Assert.Throws<FrugalException>(() => TarArchive.Unpack(archive, folder["out"], 100, default));

        Assert.That(failure!.Message, Does.Contain("'top/link' is a SymbolicLink"));
    }

    [Test]
    public void No_more_comes_out_than_the_catalogue_says()
    {
        var archive = folder.Write("bomb.tar.gz", TarGz(("top/zeros", new string('0', 1_000_000))));

        var failure = Assert.Throws<FrugalException>(() => TarArchive.Unpack(archive, folder["out"], 999_999, default));

        Assert.That(failure!.Message, Does.Contain("more than the 999999 bytes"));
        Assert.That(Directory.GetFiles(folder["out"]), Is.Empty);
    }

    [Test]
    public void A_damaged_archive_is_told_in_one_line()
    {
        var whole = TarGz(("top/a.txt", new string('x', 5000)));
        var cut = folder.Write("cut.tar.gz", whole[..(whole.Length / 2)]);
        var text = folder.Write("text.tar.gz", "hello");

        foreach (var archive in new[] { cut, text })
        {
            var failure = Assert.Throws<FrugalException>(() => TarArchive.Unpack(archive, folder["out"], 100_000, default));
            Assert.That(failure!.Message, Does.StartWith($"{archive}: the archive is damaged").And.Not.Contain("\n"));
        }
    }

    internal static byte[] TarGz(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
            }
        }

        return stream.ToArray();
    }
}
