using Frugal.Setup;
using Frugal.Tests.House;

namespace Frugal.Tests.Setup;

public class BackendProbeTests
{
    [TestCase(0, "Restored Probe.csproj", ProbeResult.Found)]
    [TestCase(1, "Probe.csproj : error NU1101: Unable to find package TorchSharp-cpu.", ProbeResult.Absent)]
    [TestCase(1, "Probe.csproj : error NU1102: Unable to find package SkiaSharp with version (= 3.0.0)", ProbeResult.Absent)]
    [TestCase(1, "error NU1301: Unable to load the service index for source", ProbeResult.Unknown)]
    [TestCase(1, "error NU1301: Unable to load the service index\nerror NU1101: Unable to find package", ProbeResult.Unknown)]
    [TestCase(124, "ended after 20 minutes", ProbeResult.Unknown)]
    [TestCase(1, "No space left on device", ProbeResult.Unknown)]
    public void Only_an_answer_of_the_feed_decides(int exitCode, string output, ProbeResult expected) =>
        Assert.That(BackendProbe.Classify(exitCode, output), Is.EqualTo(expected));

    [Test]
    public void The_engines_are_named_at_exact_versions()
    {
        var packages = EnginePackage.Read(File.ReadAllText(Tree.At("Directory.Packages.props")));

        Assert.That(packages.Select(package => package.Id), Is.SupersetOf(new[] { "TorchSharp-cpu", "Microsoft.ML.OnnxRuntime", "SkiaSharp" }));
        Assert.That(packages.Select(package => package.Version), Has.All.Match(@"^\d+\.\d+\.\d+$"));
    }
}
