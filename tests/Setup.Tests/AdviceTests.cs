using System.Runtime.InteropServices;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;
using Frugal.Setup.Testing;

namespace Setup.Tests;

public class AdviceTests
{
    private static readonly Host Debian = new(Family.Linux, Architecture.X64, "Debian", "debian");
    private static readonly Host Ubuntu = new(Family.Linux, Architecture.X64, "Ubuntu", "ubuntu", "debian");
    private static readonly Host Fedora = new(Family.Linux, Architecture.X64, "Fedora", "fedora");
    private static readonly Host Windows = new(Family.Windows, Architecture.X64, "Windows");
    private static readonly Host Mac = new(Family.MacOs, Architecture.Arm64, "macOS");

    [Test]
    public void Each_system_is_told_its_own_way_to_install_a_program()
    {
        Assert.That(new[] { Debian, Ubuntu, Fedora, Windows, Mac }.Select(host => Advice.Program("git", host)), Is.EqualTo(new[]
        {
            "sudo apt-get install git", "sudo apt-get install git", "sudo dnf install git", "winget install Git.Git", "xcode-select --install",
        }));
        Assert.That(new[] { Debian, Ubuntu, Fedora, Windows, Mac }.Select(host => Advice.Program("dotnet", host)), Is.EqualTo(new[]
        {
            "install the .NET 10 SDK: https://dotnet.microsoft.com/download", "sudo apt-get install dotnet-sdk-10.0", "sudo dnf install dotnet-sdk-10.0",
            "winget install Microsoft.DotNet.SDK.10", "brew install --cask dotnet-sdk",
        }));
    }

    [Test]
    public void An_absent_tool_of_the_tests_has_a_remedy_on_every_system([Values] TestTool tool)
    {
        foreach (var host in new[] { Debian, Ubuntu, Fedora, Windows, Mac, new Host(Family.Linux, Architecture.X64, "Arch Linux", "arch") })
        {
            var check = TestTools.Judge(tool, installed: false, host);

            Assert.That((check.State, check.Ok), Is.EqualTo((State.Optional, true)), host.Name);
            Assert.That(check.Remedy, Is.Not.Empty.And.Not.Contain("\n"), host.Name);
            Assert.That(check.Remedy!.Contains("apt-get", StringComparison.Ordinal), Is.EqualTo(TestTools.Packages(tool, host).Count > 0), $"{host.Name}: the advice is what set-up does itself");
        }
    }

    [Test]
    public void Set_up_installs_by_apt_alone_and_no_browser_on_Ubuntu_where_it_is_a_snap()
    {
        Assert.That(TestTools.On(Debian).SelectMany(tool => TestTools.Packages(tool, Debian)), Is.EqualTo(new[] { "chromium", "python3-nbclient", "jupyter-nbconvert", "mkdocs", "mkdocs-material", "hunspell", "hunspell-fr", "hunspell-en-gb", "bubblewrap", "libgomp1", "rabbitmq-server", "postgresql", "prometheus", "logrotate", "sqlite3" }));
        Assert.That(TestTools.On(Ubuntu).SelectMany(tool => TestTools.Packages(tool, Ubuntu)), Is.EqualTo(new[] { "python3-nbclient", "jupyter-nbconvert", "mkdocs", "mkdocs-material", "hunspell", "hunspell-fr", "hunspell-en-gb", "bubblewrap", "libgomp1", "rabbitmq-server", "postgresql", "prometheus", "logrotate", "sqlite3" }));
        Assert.That(new[] { Fedora, Windows, Mac }.SelectMany(host => TestTools.On(host).SelectMany(tool => TestTools.Packages(tool, host))), Is.Empty);
    }

    [TestCase(TestTool.Sandbox, "bubblewrap")]
    [TestCase(TestTool.OpenMp, "libgomp")]
    public void An_installed_tool_has_no_remedy(TestTool tool, string name) =>
        Assert.That(TestTools.Judge(tool, installed: true, Debian), Is.EqualTo(Check.Fine(name, "installed")));

    [Test]
    public void Without_libgomp_doctor_names_the_commands_that_do_not_run_and_the_package()
    {
        var check = TestTools.Judge(TestTool.OpenMp, installed: false, Debian);

        Assert.That(check.Found, Does.Contain("gguf quantize").And.Contain("gguf compare").And.Contain("skipped"));
        Assert.That(check.Remedy, Is.EqualTo("sudo apt-get install libgomp1"));
        Assert.That(TestTools.Judge(TestTool.OpenMp, installed: false, Fedora).Remedy, Is.EqualTo("sudo dnf install libgomp"));
    }

    [Test]
    public void Only_Linux_needs_libgomp_and_only_the_commands_that_run_llama_cpp_install_it()
    {
        Assert.That(new[] { Debian, Ubuntu, Fedora, Windows, Mac }.Where(host => TestTools.On(host).Contains(TestTool.OpenMp)), Is.EqualTo(new[] { Debian, Ubuntu, Fedora }));
        Assert.That(new[] { "gguf", "site", "quantize" }.Select(command => TestTools.ToolOf(command, Debian)), Is.EqualTo(new TestTool?[] { TestTool.OpenMp, TestTool.Site, null }));
        Assert.That(TestTools.ToolOf("gguf", Windows), Is.Null);
    }
}
