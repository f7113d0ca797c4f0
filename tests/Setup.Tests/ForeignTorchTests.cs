using System.Runtime.InteropServices;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;

namespace Setup.Tests;

public class ForeignTorchTests
{
    private static readonly Host Debian = new(Family.Linux, Architecture.X64, "Debian", "debian");
    private static readonly Host Fedora = new(Family.Linux, Architecture.X64, "Fedora", "fedora");
    private string root = "";

    [SetUp]
    public void CreateFolder() => root = Directory.CreateTempSubdirectory("frugal-torch-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(root, recursive: true);

    [TestCase("libtorch.so")]
    [TestCase("libtorch_cpu.so")]
    [TestCase("libc10.so")]
    public void A_libtorch_in_a_folder_of_LD_LIBRARY_PATH_is_named_with_the_remedy(string library)
    {
        var (empty, other) = (Folder("empty"), Folder("other"));
        File.WriteAllText(Path.Combine(other, library), "");
        var folders = ForeignTorch.Folders(Debian, name => name == "LD_LIBRARY_PATH" ? $"{empty}:{other}" : null).Where(place => place.Variable is not null);

        var check = ForeignTorch.Judge(ForeignTorch.Find(folders, Debian), Debian).Single();

        Assert.That(check.State, Is.EqualTo(State.Missing));
        Assert.That(check.Found, Does.StartWith(Path.Combine(other, library)));
        Assert.That(check.Remedy, Is.EqualTo($"take {other} out of LD_LIBRARY_PATH"));
    }

    [Test]
    public void A_libtorch_where_the_linker_always_searches_is_removed_with_its_package()
    {
        File.WriteAllText(Path.Combine(root, "libtorch.so"), "");
        var found = ForeignTorch.Find([(root, null)], Debian);

        Assert.That(ForeignTorch.Judge(found, Debian).Single().Remedy, Does.StartWith("sudo apt-get remove libtorch-dev"));
        Assert.That(ForeignTorch.Judge(found, Fedora).Single().Remedy, Is.EqualTo("remove that libtorch"));
    }

    [Test]
    public void Debians_folder_is_searched_and_without_a_copy_all_is_well()
    {
        Assert.That(ForeignTorch.Folders(Debian, _ => null), Has.Member(("/usr/lib/x86_64-linux-gnu", (string?)null)));
        Assert.That(ForeignTorch.Judge(ForeignTorch.Find([(root, null)], Debian), Debian), Is.EqualTo(new[] { Check.Fine("foreign libtorch", "none") }));
    }

    [Test]
    public void Windows_searches_PATH_for_its_own_file_names()
    {
        var windows = new Host(Family.Windows, Architecture.X64, "Windows");
        File.WriteAllText(Path.Combine(root, "torch_cpu.dll"), "");

        var folders = ForeignTorch.Folders(windows, name => name == "PATH" ? root : null);

        Assert.That(ForeignTorch.Find(folders, windows).Single(), Is.EqualTo(new ForeignLibrary(Path.Combine(root, "torch_cpu.dll"), "PATH")));
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;
}
