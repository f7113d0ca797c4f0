using System.Security.Cryptography;
using Frugal.Data;

namespace Frugal.Tests.Data;

public class ResolverTests
{
    private static readonly byte[] Archive = TarArchiveTests.TarGz(("top/train/hat/a.txt", "one"), ("top/test/hat/b.txt", "two"));

    private TemporaryFolder folder;
    private DataFolders folders;

    [SetUp]
    public void SetUp()
    {
        folder = new();
        folders = new() { Cache = folder["cache"], Mirror = folder["mirror"] };
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void An_archive_is_fetched_once_verified_and_kept()
    {
        using var server = new TinyServer(Archive);
        var entry = Entry(server.Address);

        var first = new Resolver(folders).Resolve(entry, "test");
        var second = new Resolver(folders).Resolve(entry, "test");

        Assert.That(first, Is.EqualTo(new DataSource(DataOrigin.Url, folder["cache/clothes/1"])));
        Assert.That(second, Is.EqualTo(new DataSource(DataOrigin.Cache, folder["cache/clothes/1"])));
        Assert.That(File.ReadAllText(folder["cache/clothes/1/test/hat/b.txt"]), Is.EqualTo("two"));
        Assert.That(Directory.GetFileSystemEntries(folder["cache/clothes"]), Has.Length.EqualTo(1), "no archive, no parts");
        Assert.That(server.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_archive_whose_files_differ_is_not_kept()
    {
        using var server = new TinyServer(Archive);

        var failure = Assert.Throws<FrugalException>(() => new Resolver(folders).Resolve(Entry(server.Address) with { GitTree = new string('0', 40) }));

        Assert.That(failure!.Message, Does.Contain("the git tree is").And.Not.Contain("\n"));
        Assert.That(Directory.GetFileSystemEntries(folder["cache/clothes"]), Is.Empty);
    }

    [Test]
    public void The_mirror_is_used_in_place_for_the_parts_that_it_holds()
    {
        folder.Write("mirror/clothes/train/hat/a.txt", "one");
        using var server = new TinyServer(Archive);
        var resolver = new Resolver(folders);

        Assert.That(resolver.Resolve(Entry(server.Address), "train"), Is.EqualTo(new DataSource(DataOrigin.Mirror, folder["mirror/clothes"])));
        Assert.That(resolver.Resolve(Entry(server.Address), "test").Origin, Is.EqualTo(DataOrigin.Url));
    }

    [Test]
    public void Without_network_the_message_says_what_was_tried()
    {
        folder.Write("mirror/clothes/train/hat/a.txt", "one");
        var nobody = new Uri($"http://127.0.0.1:{TinyServer.FreePort()}/set.tar.gz");

        var failure = Assert.Throws<FrugalException>(() => new Resolver(folders).Resolve(Entry(nobody), "test"));

        Assert.That(failure!.Message, Does.StartWith($"{folder["mirror/clothes"]}: it has no part 'test' of clothes").And.Contain($"{nobody}: the server cannot be reached"));
    }

    [Test]
    public void A_single_file_is_verified_by_its_own_checksum()
    {
        byte[] model = [1, 2, 3];
        using var server = new TinyServer(model);
        var entry = Entry(new Uri(server.Address, "model.onnx")) with { GitTree = null, Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)) };

        var source = new Resolver(folders).Resolve(entry);

        Assert.That(source.Location, Is.EqualTo(folder["cache/clothes/1/model.onnx"]));
        Assert.That(Resolver.Verify(entry, source), Is.EqualTo($"SHA-256 {entry.Sha256}"));
        File.WriteAllBytes(source.Location, [1, 2, 4]);
        Assert.Throws<FrugalException>(() => Resolver.Verify(entry, source));
    }

    [Test]
    public void A_file_that_comes_with_Frugal_is_used_where_it_lies()
    {
        var path = folder.Write("models/tiny.onnx", "model");
        var catalog = folder.Write("models/catalog.json", """
            { "entries": [ { "name": "tiny", "version": "1", "summary": "A model", "licence": "MIT", "card": "tiny.md", "path": "tiny.onnx" } ] }
            """);

        var source = new Resolver(folders).Resolve(Catalog.Load(catalog, "model")["tiny"]);

        Assert.That(source, Is.EqualTo(new DataSource(DataOrigin.Folder, path)));
    }

    [Test]
    public void A_set_that_cannot_be_had_is_stood_in_for_only_where_that_is_allowed()
    {
        var nothing = new Resolver(folders, client: new HttpClient(new Unreachable()));

        var standIn = Datasets.Open("clothing-small", "validation", new DatasetOptions { Resolver = nothing, AllowStandIn = true });

        Assert.That(standIn.Name, Is.EqualTo("garments"));
        Assert.That(standIn.Source.IsStandIn, Is.True);
        Assert.That(standIn.Source.ToString(), Is.EqualTo("generated (seed 1), standing in for clothing-small"));
        Assert.Throws<FrugalException>(() => Datasets.Open("clothing-small", "validation", new DatasetOptions { Resolver = nothing }));
    }

    [Test]
    public void Unknown_names_and_parts_are_told_with_those_that_exist()
    {
        var name = Assert.Throws<FrugalException>(() => Datasets.Open("clothing-smal"));
        var part = Assert.Throws<FrugalException>(() => Datasets.Open("garments", "trian"));

        Assert.That(name!.Message, Is.EqualTo("Unknown data set 'clothing-smal'. Choose one of: clothing-small, garments, dialogues, support-tweets, tweeteval."));
        Assert.That(part!.Message, Is.EqualTo("'trian' is not a split of garments. Choose one of: train, validation, test."));
    }

    private static CatalogEntry Entry(Uri address) => new()
    {
        Name = "clothes", Version = "1", Summary = "", Licence = "MIT", Card = "clothes.md", Bytes = 6,
        Url = address.AbsolutePath == "/" ? new Uri(address, "set.tar.gz") : address,
        GitTree = "986e3953a951e4b6e10d8e832b6df0e924103642",
    };

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no network");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no network");
    }
}
