using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Frugal.Setup;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;

namespace Setup.Tests;

public class EngineSupportTests
{
    private static readonly Host Debian = new(Family.Linux, Architecture.X64, "Debian GNU/Linux 12", "debian") { Glibc = new(2, 36) };
    private static readonly Host Alpine = new(Family.Linux, Architecture.X64, "Alpine Linux v3.22", "alpine") { Musl = true };
    private static readonly Host ArmLinux = Debian with { Architecture = Architecture.Arm64, Machine = Architecture.Arm64 };
    private static readonly Host IntelMac = new(Family.MacOs, Architecture.X64, "macOS 15");

    private static IEnumerable<TestCaseData> Served() =>
    [
        new TestCaseData(Debian).SetArgDisplayNames("linux-x64"),
        new TestCaseData(new Host(Family.Windows, Architecture.X64, "Windows 11")).SetArgDisplayNames("win-x64"),
        new TestCaseData(new Host(Family.Windows, Architecture.Arm64, "Windows 11")).SetArgDisplayNames("win-arm64"),
        new TestCaseData(new Host(Family.MacOs, Architecture.Arm64, "macOS 15")).SetArgDisplayNames("osx-arm64"),
    ];

    private static IEnumerable<TestCaseData> Unserved() =>
    [
        new TestCaseData(Alpine, "musl", "glibc").SetArgDisplayNames("musl"),
        new TestCaseData(Alpine with { Architecture = Architecture.Arm64 }, "musl", "glibc").SetArgDisplayNames("musl on arm64"),
        new TestCaseData(IntelMac, "osx-x64", "Apple silicon").SetArgDisplayNames("an Intel Mac"),
        new TestCaseData(IntelMac with { Machine = Architecture.Arm64 }, ".NET SDK is the one for Intel Macs", "arm64").SetArgDisplayNames("a translated SDK"),
        new TestCaseData(Debian with { Architecture = Architecture.Arm }, "linux-arm", "Linux with glibc").SetArgDisplayNames("32-bit ARM"),
        new TestCaseData(Debian with { Glibc = new(2, 31) }, "glibc 2.31 is older than 2.34", "Ubuntu 22.04").SetArgDisplayNames("an old glibc"),
    ];

    [TestCaseSource(nameof(Served))]
    public void Where_everything_has_a_package_nothing_is_announced(Host host)
    {
        Assert.That(EngineSupport.Judge(host).State, Is.EqualTo(State.Fine));
        Assert.That(EngineSupport.Announce(host, "start"), Is.Null);
    }

    [TestCaseSource(nameof(Unserved))]
    public void A_system_without_engines_is_refused_before_any_download_in_one_line(Host host, string reason, string remedy)
    {
        var refusal = Assert.Throws<SetupException>(() => EngineSupport.Announce(host, "measure"))!;

        Assert.That(refusal.Message, Does.StartWith(host.Name).And.Contain(reason).And.Match($"Remedy: .*{Regex.Escape(remedy)}").And.Not.Contain("\n"));
        Assert.That(EngineSupport.Judge(host).State, Is.EqualTo(State.Missing));
    }

    [TestCase("setup")]
    [TestCase("quantize")]
    [TestCase("measure")]
    [TestCase("grade")]
    public void On_arm64_Linux_it_is_said_what_works_without_libtorch(string command) =>
        Assert.That(EngineSupport.Announce(ArmLinux, command), Does.Contain("libtorch has no package for linux-arm64").And.Contain("quantize, measure and grade work").And.Not.Contain("\n"));

    [Test]
    public void On_arm64_Linux_commands_that_train_are_refused([ValueSource(typeof(EngineSupport), nameof(EngineSupport.NeedTorch))] string command) =>
        Assert.That(() => EngineSupport.Announce(ArmLinux, command), Throws.TypeOf<SetupException>().With.Message.Contains("libtorch has no package for linux-arm64"));

    [Test]
    public void The_build_and_the_set_up_name_the_same_systems()
    {
        var targets = File.ReadAllText(Tree.At("eng", "Engines.targets"));

        Assert.That(SystemsOf("TorchServesThisSystem", targets), Is.EqualTo(EngineSupport.WithTorch));
        Assert.That(SystemsOf("OnnxRuntimeServesThisSystem", targets), Is.EqualTo(EngineSupport.WithTorch.Concat(EngineSupport.WithoutTorch)));
    }

    private static string[] SystemsOf(string property, string targets) =>
        Regex.Match(targets, $@"<{property} Condition=""[^']*';([\w;-]+);'").Groups[1].Value.Split(';');
}
