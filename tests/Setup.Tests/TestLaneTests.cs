using Frugal.Setup;
using Frugal.Setup.Testing;

namespace Setup.Tests;

public class TestLaneTests
{
    private const string Fast = "TestCategory!=Slow&TestCategory!=Machine&TestCategory!=Long";

    [TestCase("", "--filter|TestCategory!=Long")]
    [TestCase("--fast", "--filter|" + Fast)]
    [TestCase("--all", "")]
    [TestCase("--filter|Name~x", "--filter|Name~x")]
    [TestCase("--fast|--filter|Name~x|-v|q", "--filter|(Name~x)&" + Fast + "|-v|q")]
    [TestCase("--filter=Name~x", "--filter|Name~x")]
    [TestCase("--fast|--filter:Name=x", "--filter|(Name=x)&" + Fast)]
    [TestCase("--all|--filter|Name~x", "--filter|Name~x")]
    public void A_lane_becomes_a_filter(string given, string expected) =>
        Assert.That(TestLane.Arguments(given.Split('|', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(expected.Split('|', StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void Both_lanes_are_refused_with_the_remedy() =>
        Assert.That(() => TestLane.Arguments(["--fast", "--all"]), Throws.TypeOf<SetupException>().With.Message.Contains("Give one of them"));
}
