using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Frugal.Data;

namespace Frugal.Tests.Data;

public class NuGetPackagesTests
{
    private const string Weights = "weights";

    private TemporaryFolder folder;
    private DataFolders folders;

    [SetUp]
    public void SetUp()
    {
        folder = new();
        folders = new() { Cache = folder["cache"], Mirror = null, Packages = folder["packages"] };
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_file_of_a_restored_package_is_used_in_place()
    {
        Restored(Weights);

        var found = new Resolver(folders).Resolve(Entry());

        Assert.That(found, Is.EqualTo(new DataSource(DataOrigin.Package, folder["packages/some.weights/1.0.0/tools/net.onnx"])));
        Assert.That(Resolver.Verify(Entry(), found), Does.StartWith("SHA-256"));
    }

    [Test]
    public void An_altered_file_is_named_with_both_checksums_and_the_remedy()
    {
        Restored("tampered");
        var found = new Resolver(folders).Resolve(Entry());

        Assert.That(
            () => Resolver.Verify(Entry(), found),
            Throws.TypeOf<FrugalException>().With.Message.Contains("net.onnx: the SHA-256 is").And.Message.Contains(Entry().Sha256!).And.Message.Contains("NuGet's cache"));
    }

    [Test]
    public void A_package_that_is_still_being_unpacked_is_not_there()
    {
        folder.Write("packages/some.weights/1.0.0/tools/net.onnx", Weights);

        Assert.That(new Resolver(folders).Find(Entry()), Is.Null);
    }

    [Test]
    public void A_resource_is_copied_to_the_cache_and_its_assembly_never_loaded()
    {
        var assembly = typeof(Catalog).Assembly.Location;
        var catalog = File.ReadAllBytes(Tree.At("datasets", "catalog.json"));
        Restored(Weights);
        File.Copy(assembly, folder["packages/some.weights/1.0.0/tools/net.onnx"], overwrite: true);
        var entry = Entry(catalog) with { Package = Entry().Package! with { Resource = "datasets/catalog.json" } };

        var first = new Resolver(folders).Resolve(entry);
        var second = new Resolver(folders).Resolve(entry);

        Assert.That(File.ReadAllBytes(first.Location), Is.EqualTo(catalog));
        Assert.That(second, Is.EqualTo(new DataSource(DataOrigin.Cache, first.Location)));
        Assert.That(() => new Resolver(folders).Resolve(entry with { Version = "2", Sha256 = Entry().Sha256 }), Throws.TypeOf<FrugalException>());
        Assert.That(Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories), Is.EqualTo(new[] { first.Location }), "a wrong one is not kept");
    }

    [Test]
    public void A_resource_that_is_absent_and_a_file_that_is_no_assembly_are_named()
    {
        folder.Write("text.dll", "text");

        Assert.That(() => PackageResource.Copy(typeof(Catalog).Assembly.Location, "no.such", Stream.Null), Throws.TypeOf<FrugalException>().With.Message.Contains("no resource 'no.such'"));
        Assert.That(() => PackageResource.Copy(folder["text.dll"], "any", Stream.Null), Throws.TypeOf<FrugalException>().With.Message.Contains("text.dll: it is not a .NET assembly"));
    }

    [Test]
    [Category("Slow")]
    public void An_absent_package_is_restored_from_a_source_and_an_unknown_one_is_named()
    {
        Directory.CreateDirectory(folder["source"]);
        using (var package = ZipFile.Open(folder["source/Some.Weights.1.0.0.nupkg"], ZipArchiveMode.Create))
        {
            Write(package, "Some.Weights.nuspec", """
                <package><metadata><id>Some.Weights</id><version>1.0.0</version><authors>nobody</authors><description>Weights.</description></metadata></package>
                """);
            Write(package, "tools/net.onnx", Weights);
        }

        var packages = new NuGetPackages(folders.Packages, folder["source"]);
        var file = packages.Restore(Entry().Package!, Entry(), null, default);

        Assert.That(File.ReadAllText(file), Is.EqualTo(Weights));
        Assert.That(packages.Find(Entry().Package!), Is.EqualTo(file));
        Assert.That(
            () => packages.Restore(Entry().Package! with { Version = "2.0.0" }, Entry(), null, default),
            Throws.TypeOf<FrugalException>().With.Message.Contains("Some.Weights 2.0.0: the package could not be restored").And.Message.Contains("dotnet nuget list source").And.Not.Message.Contains("\n"));
    }

    private static CatalogEntry Entry(byte[]? content = null) => new()
    {
        Name = "net", Version = "1", Summary = "", Licence = "MIT", Card = "net.md", Bytes = 100,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content ?? Encoding.UTF8.GetBytes(Weights))),
        Package = new() { Id = "Some.Weights", Version = "1.0.0", Path = "tools/net.onnx" },
    };

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    private void Restored(string content)
    {
        folder.Write("packages/some.weights/1.0.0/tools/net.onnx", content);
        folder.Write("packages/some.weights/1.0.0/.nupkg.metadata", "{}");
    }
}
