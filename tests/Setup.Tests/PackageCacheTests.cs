using System.IO.Compression;
using System.Runtime.InteropServices;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;

namespace Setup.Tests;

public class PackageCacheTests
{
    private const string Library = "runtimes/linux-x64/native/libtorch_cpu.so";
    private static readonly EnginePackage Torch = new("libtorch-cpu-linux-x64", "2.10.0");
    private string cache = "";

    [SetUp]
    public void CreateCache() => cache = Directory.CreateTempSubdirectory("frugal-cache-").FullName;

    [TearDown]
    public void DeleteCache() => Directory.Delete(cache, recursive: true);

    [Test]
    public void A_whole_package_is_whole()
    {
        Restore();

        Assert.That(Torch.Fault(cache), Is.Null);
        Assert.That(Inspect().Judge().Select(check => check.State), Is.EqualTo(new[] { State.Fine }));
    }

    [Test]
    public void A_package_whose_library_is_missing_is_named_with_its_folder_and_the_remedy()
    {
        Restore();
        File.Delete(Path.Combine(Torch.FolderIn(cache), Library));

        var check = Inspect().Faults().Single();

        Assert.That(check.Found, Is.EqualTo($"{Torch.FolderIn(cache)}: {Library} is missing"));
        Assert.That(check.Remedy, Is.EqualTo("delete that folder, then run ./frugal setup"));
    }

    [Test]
    public void A_library_that_was_cut_short_is_noticed()
    {
        Restore();
        File.WriteAllText(Path.Combine(Torch.FolderIn(cache), Library), "half");

        Assert.That(Torch.Fault(cache), Is.EqualTo($"{Library} has 4 bytes instead of 11"));
    }

    [Test]
    public void A_package_without_NuGets_last_file_was_not_unpacked_to_its_end()
    {
        Restore();
        File.Delete(Path.Combine(Torch.FolderIn(cache), ".nupkg.metadata"));

        Assert.That(Torch.Fault(cache), Does.Contain(".nupkg.metadata is missing"));
    }

    [Test]
    public void A_package_file_that_cannot_be_read_is_named()
    {
        Restore();
        File.WriteAllText(Path.Combine(Torch.FolderIn(cache), "libtorch-cpu-linux-x64.2.10.0.nupkg"), "not a zip file");

        Assert.That(Torch.Fault(cache), Is.EqualTo("libtorch-cpu-linux-x64.2.10.0.nupkg cannot be read"));
    }

    [Test]
    public void A_read_only_cache_is_an_obstacle_only_where_something_is_absent()
    {
        var absent = new PackageCache("/read-only", Writable: false, FreeGigabytes: 100, [Torch], []);

        Assert.That(absent.Obstacle!.Found, Is.EqualTo("/read-only cannot be written, and libtorch-cpu-linux-x64 is not in it"));
        Assert.That(absent.Obstacle.Remedy, Does.Contain("NUGET_PACKAGES"));
        Assert.That((absent with { Absent = [] }).Obstacle, Is.Null);
    }

    [Test]
    public void A_full_disk_is_an_obstacle_only_where_something_is_absent()
    {
        var absent = new PackageCache("/full", Writable: true, FreeGigabytes: 0.4, [Torch], []);

        Assert.That(absent.Obstacle!.Found, Is.EqualTo("/full has 0.4 GB free, and 2.5 GB are needed"));
        Assert.That(absent.Obstacle.Remedy, Does.Contain("free space").And.Contain("NUGET_PACKAGES"));
        Assert.That((absent with { FreeGigabytes = 100 }).Obstacle, Is.Null);
        Assert.That((absent with { Absent = [] }).Obstacle, Is.Null);
    }

    [Test]
    public void A_package_that_was_never_restored_is_absent_and_not_broken()
    {
        var found = Inspect();

        Assert.That(found.Absent, Is.EqualTo(new[] { Torch }));
        Assert.That(found.Broken, Is.Empty);
        Assert.That(found.Judge().Last().Remedy, Is.EqualTo("./frugal setup"));
    }

    [Test]
    public void The_engines_are_named_at_exact_versions_for_the_system()
    {
        var props = File.ReadAllText(Tree.At("Directory.Packages.props"));
        var x64 = EnginePackage.Read(props, new Host(Family.Linux, Architecture.X64, "Linux"));
        var arm64 = EnginePackage.Read(props, new Host(Family.Linux, Architecture.Arm64, "Linux"));

        Assert.That(x64.Select(package => package.Id), Is.SupersetOf(new[] { "TorchSharp", "libtorch-cpu-linux-x64", "Microsoft.ML.OnnxRuntime", "SkiaSharp" }));
        Assert.That(x64.Select(package => package.Version), Has.All.Match(@"^\d+\.\d+\.\d+$"));
        Assert.That(arm64, Is.EqualTo(x64.Where(package => !package.Id.StartsWith("libtorch", StringComparison.Ordinal))));
    }

    private PackageCache Inspect() => PackageCache.Inspect(cache, [Torch]);

    /// <summary>What NuGet leaves in its cache: the package file, its content unpacked, and at last the marker.</summary>
    private void Restore()
    {
        var folder = Directory.CreateDirectory(Torch.FolderIn(cache)).FullName;
        using (var package = ZipFile.Open(Path.Combine(folder, "libtorch-cpu-linux-x64.2.10.0.nupkg"), ZipArchiveMode.Create))
        {
            foreach (var (name, text) in new[] { (Library, "the library"), ("_rels/.rels", "of the format") })
            {
                using var writer = new StreamWriter(package.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        var library = Path.Combine(folder, Library);
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.WriteAllText(library, "the library");
        File.WriteAllText(Path.Combine(folder, ".nupkg.metadata"), "{}");
    }
}
