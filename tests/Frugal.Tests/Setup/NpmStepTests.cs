using Frugal.Setup.Steps;

namespace Frugal.Tests.Setup;

public class NpmStepTests
{
    private const string Pinned = """{ "packages": { "": { "name": "frugal-engines" }, "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x" } } }""";

    [Test]
    public void The_installed_packages_match_when_version_and_checksum_do() =>
        Assert.That(NpmStep.Matches(Pinned, """{ "packages": { "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x", "license": "MIT" } } }"""), Is.True);

    [TestCase("""{ "packages": {} }""")]
    [TestCase("""{ "packages": { "node_modules/a": { "version": "1.0.1", "integrity": "sha512-x" } } }""")]
    [TestCase("""{ "packages": { "node_modules/a": { "version": "1.0.0", "integrity": "sha512-y" } } }""")]
    [TestCase("""{ "packages": { "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x" }, "node_modules/b": { "version": "1.0.0" } } }""")]
    public void A_missing_other_or_further_package_does_not_match(string installed) =>
        Assert.That(NpmStep.Matches(Pinned, installed), Is.False);
}
