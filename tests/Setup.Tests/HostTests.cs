using System.Runtime.InteropServices;
using Frugal.Setup.Systems;

namespace Setup.Tests;

public class HostTests
{
    [TestCase("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n", "Debian GNU/Linux 12 (bookworm)", "debian")]
    [TestCase("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME='Ubuntu 24.04.1 LTS'", "Ubuntu 24.04.1 LTS", "ubuntu")]
    [TestCase("ID=pop\nID_LIKE=\"ubuntu debian\"\nPRETTY_NAME=\"Pop!_OS\"", "Pop!_OS", "ubuntu")]
    [TestCase("ID=fedora\nPRETTY_NAME=\"Fedora Linux 43\"", "Fedora Linux 43", "fedora")]
    [TestCase("", "Linux", "linux")]
    public void A_distribution_is_known_by_its_own_name_or_that_of_its_parent(string osRelease, string name, string distribution)
    {
        var host = Host.FromOsRelease(osRelease, Architecture.X64);

        Assert.That(host.Name, Is.EqualTo(name));
        Assert.That(host.Is(distribution), Is.True);
        Assert.That(host.Rid, Is.EqualTo("linux-x64"));
    }

    [Test]
    public void Systems_have_the_names_that_packages_carry()
    {
        Assert.That(new Host(Family.Windows, Architecture.Arm64, "Windows").Rid, Is.EqualTo("win-arm64"));
        Assert.That(new Host(Family.MacOs, Architecture.Arm64, "macOS").Rid, Is.EqualTo("osx-arm64"));
        Assert.That((new Host(Family.Linux, Architecture.X64, "Alpine Linux") { Musl = true }).Rid, Is.EqualTo("linux-musl-x64"));
    }

    [Test]
    public void This_machine_has_the_name_that_the_runtime_gives_it() =>
        Assert.That(RuntimeInformation.RuntimeIdentifier, Does.EndWith(Host.Current.Rid.Split('-')[^1]));
}
