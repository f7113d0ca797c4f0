using System.Net;
using System.Security.Cryptography;
using Frugal.Data;

namespace Frugal.Tests.Data;

public class DownloadTests
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 + i / 251))];
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Body));

    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_file_arrives_whole_and_progress_is_told()
    {
        using var server = new TinyServer(Body);
        var progress = new Last();

        Fetch(server, Sha256, progress);

        Assert.That(File.ReadAllBytes(folder["set.bin"]), Is.EqualTo(Body));
        Assert.That(File.Exists(folder["set.bin.part"]), Is.False);
        Assert.That(progress.Value, Is.EqualTo(new TransferProgress("set.bin", Body.Length, Body.Length)));
    }

    [Test]
    public void A_download_goes_on_from_where_it_was_cut()
    {
        folder.Write("set.bin.part", Body[..123_456]);
        using var server = new TinyServer(Body);

        Fetch(server, Sha256);

        Assert.That(server.Asked, Is.EqualTo(new[] { 123_456 }));
        Assert.That(File.ReadAllBytes(folder["set.bin"]), Is.EqualTo(Body));
    }

    [Test]
    public void A_connection_that_breaks_is_taken_up_again()
    {
        using var server = new TinyServer(Body) { BreakAfter = 120_000 };

        Fetch(server, Sha256);

        Assert.That(server.Asked, Has.Count.EqualTo(3));
        Assert.That(File.ReadAllBytes(folder["set.bin"]), Is.EqualTo(Body));
    }

    [Test]
    public void A_connection_that_breaks_too_often_keeps_what_came_for_the_next_time()
    {
        using var server = new TinyServer(Body) { BreakAfter = 50_000 };

        var failure = Assert.Throws<FrugalException>(() => Fetch(server, Sha256));

        Assert.That(failure!.Message, Does.Contain("the connection broke 3 times").And.Contain("goes on from where it stopped"));
        Assert.That(File.Exists(folder["set.bin"]), Is.False);
        Assert.That(new FileInfo(folder["set.bin.part"]).Length, Is.GreaterThan(0));
    }

    [Test]
    public void A_server_without_ranges_starts_over()
    {
        folder.Write("set.bin.part", new byte[1000]);
        using var server = new TinyServer(Body) { Ranges = false };

        Fetch(server, Sha256);

        Assert.That(File.ReadAllBytes(folder["set.bin"]), Is.EqualTo(Body));
    }

    [Test]
    public void A_part_that_is_already_whole_is_not_fetched_again()
    {
        folder.Write("set.bin.part", Body);
        using var server = new TinyServer(Body);

        Fetch(server, Sha256);

        Assert.That(File.ReadAllBytes(folder["set.bin"]), Is.EqualTo(Body));
    }

    [Test]
    public void A_wrong_checksum_leaves_nothing_behind()
    {
        using var server = new TinyServer(Body);

        var failure = Assert.Throws<FrugalException>(() => Fetch(server, new string('0', 64)));

        Assert.That(failure!.Message, Does.Contain($"the checksum is wrong (SHA-256 {Sha256}"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void A_missing_file_and_a_missing_server_are_told_in_one_line()
    {
        using var server = new TinyServer(Body) { Status = HttpStatusCode.NotFound };
        var nobody = new Uri($"http://127.0.0.1:{TinyServer.FreePort()}/set.bin");

        var missing = Assert.Throws<FrugalException>(() => Fetch(server, Sha256));
        var silent = Assert.Throws<FrugalException>(() => new Download(Download.DefaultClient).Fetch(nobody, folder["set.bin"], null, null, default));

        Assert.That(missing!.Message, Does.StartWith($"{server.Address}: the server answers 404").And.Not.Contain("\n"));
        Assert.That(silent!.Message, Does.StartWith($"{nobody}: the server cannot be reached").And.Contain("FRUGAL_MIRROR").And.Not.Contain("\n"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_told_in_one_line()
    {
        folder.Write("cache", "a file where a folder should be");
        using var server = new TinyServer(Body);

        var failure = Assert.Throws<FrugalException>(() => new Download(Download.DefaultClient).Fetch(server.Address, folder["cache/set.bin"], null, null, default));

        Assert.That(failure!.Message, Does.Contain("cannot be written").And.Contain("FRUGAL_CACHE").And.Not.Contain("\n"));
    }

    [Test]
    public void Two_downloads_of_the_same_file_do_not_mix()
    {
        using var other = new FileStream(folder["set.bin.part"], FileMode.Create, FileAccess.Write, FileShare.None);
        using var server = new TinyServer(Body);

        var failure = Assert.Throws<FrugalException>(() => Fetch(server, Sha256));

        Assert.That(failure!.Message, Does.Contain("another frugal is fetching"));
    }

    [Test]
    [Platform("Linux")]
    public void A_full_disk_is_told_in_one_line_and_leaves_nothing_behind()
    {
        File.CreateSymbolicLink(folder["set.bin.part"], "/dev/full");
        using var server = new TinyServer(Body);

        var failure = Assert.Throws<FrugalException>(() => Fetch(server, Sha256));

        Assert.That(failure!.Message, Does.StartWith("The disk is full while downloading").And.Not.Contain("\n"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    private void Fetch(TinyServer server, string sha256, IProgress<TransferProgress>? progress = null) =>
        new Download(Download.DefaultClient).Fetch(server.Address, folder["set.bin"], sha256, progress, default);

    private sealed class Last : IProgress<TransferProgress>
    {
        public TransferProgress Value { get; private set; }

        public void Report(TransferProgress value) => Value = value;
    }
}
