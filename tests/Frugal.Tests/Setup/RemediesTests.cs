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
        var message = Remedies.Explain("It failed", output, "apt.log");

        Assert.That(message, Does.StartWith("It failed: ").And.Contain(expected).And.EndsWith("Log: apt.log"));
        Assert.That(message.Split('\n'), Has.Length.EqualTo(2), "the words of the failure, then the remedy");
    }

    [Test]
    public void An_unknown_failure_shows_its_errors_once_and_points_at_the_log()
    {
        var message = Remedies.Explain("The build failed", "restored\na.cs(1,2): error CS1002: ; expected\nBuild FAILED.\na.cs(1,2): error CS1002: ; expected", "build.log");

        Assert.That(message.Split('\n'), Is.EqualTo(new[]
        {
            "The build failed:",
            "    a.cs(1,2): error CS1002: ; expected",
            "The whole output is in build.log: mend what it names, then run ./frugal setup again.",
        }));
    }

    [Test]
    public void An_unknown_failure_without_errors_shows_its_last_lines() =>
        Assert.That(Remedies.Explain("It failed", string.Join('\n', Enumerable.Range(1, 40)), "x.log"), Does.Contain("    40\n").And.Not.Contain("    20\n"));
}
