using Frugal.Setup;

namespace Frugal.Tests.Setup;

public class RemediesTests
{
    [TestCase("E: You don't have enough free space in /var/cache/apt/archives/.\ncp: No space left on device", "disk is full")]
    [TestCase("E: Could not get lock /var/lib/dpkg/lock-frontend", "Another program")]
    [TestCase("error NU1301: Unable to load the service index", "network")]
    [TestCase("npm error code ENOTFOUND", "network")]
    [TestCase("E: Unable to locate package libtorch-dev", "Debian 12")]
    [TestCase("c++: fatal error: Killed signal terminated program cc1plus", "memory")]
    public void A_known_failure_has_its_own_remedy(string output, string expected)
    {
        var remedy = Remedies.For(output, "apt.log");

        Assert.That(remedy, Does.Contain(expected).And.EndsWith("Log: apt.log"));
    }

    [Test]
    public void An_unknown_failure_points_at_the_log() =>
        Assert.That(Remedies.For("error CS1002: ; expected", "build.log"), Does.Contain("The whole output is in build.log"));
}
