using Frugal.Setup;

namespace Setup.Tests;

public class RemediesTests
{
    [TestCase("a.csproj : error NU1101: Unable to find package TorchSharp. No packages exist with this id in source(s): offline", "has the package TorchSharp. 'dotnet nuget list source'")]
    [TestCase("a.csproj : error NU1102: Unable to find package libtorch-cpu-linux-x64 with version (>= 2.10.0)\n  - Found 3 version(s) in offline", "has this version of libtorch-cpu-linux-x64. 'dotnet nuget list source'")]
    [TestCase("a.csproj : error NU1103: Unable to find a stable package SkiaSharp with version (>= 4.155.0)", "has this version of")]
    [TestCase("a.csproj : error NU1202: Package TorchSharp 0.107.0 is not compatible with net10.0", "package TorchSharp does not fit this system")]
    [TestCase("a.csproj : error NU1301: Unable to load the service index for source\na.csproj : error NU1101: Unable to find package TorchSharp.", "network")]
    [TestCase("a.csproj : error NU1403: Package content hash validation failed for TorchSharp.0.107.0", "damaged")]
    [TestCase("a.csproj : error NETSDK1064: Package TorchSharp, version 0.107.0 was not found. It might have been deleted since NuGet restore.", "TorchSharp was deleted from the cache")]
    [TestCase("E: You don't have enough free space in /var/cache/apt/archives/.\ncp: No space left on device", "disk is full")]
    [TestCase("error : There is not enough space on the disk. : 'libtorch_cpu.so'", "disk is full")]
    [TestCase("error : Read-only file system : '/packages/torchsharp'", "NUGET_PACKAGES")]
    [TestCase("error : Access to the path '/packages/torchsharp' is denied.", "NUGET_PACKAGES")]
    [TestCase("E: Could not get lock /var/lib/dpkg/lock-frontend", "Another program")]
    [TestCase("E: Temporary failure resolving 'mirror.example'", "network")]
    [TestCase("ended after 60 minutes", "is kept")]
    public void A_known_failure_has_its_own_remedy(string output, string expected)
    {
        var message = Remedies.Explain("It failed", output, "some.log");

        Assert.That(message, Does.StartWith("It failed: ").And.Contain(expected).And.EndsWith("Log: some.log"));
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
            "The whole output is in build.log: correct what it names, then run ./frugal setup again.",
        }));
    }

    [Test]
    public void An_unknown_failure_without_errors_shows_its_last_lines() =>
        Assert.That(Remedies.Explain("It failed", string.Join('\n', Enumerable.Range(1, 40)), "x.log"), Does.Contain("    40\n").And.Not.Contain("    20\n"));
}
