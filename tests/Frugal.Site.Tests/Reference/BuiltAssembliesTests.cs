using Frugal.Site.Reference;

namespace Frugal.Site.Tests.Reference;

public class BuiltAssembliesTests
{
    [Test]
    public void A_library_that_is_not_built_is_named_with_the_command_that_builds_it()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<FrugalException>(() => BuiltAssemblies.Read(folder.Path, ["Frugal.Serving"]));

        Assert.That(failure.Message, Does.Contain("Frugal.Serving.dll").And.EndWith("Run: dotnet build src/Frugal.Serving -c Release").And.Not.Contain("\n"));
    }

    [Test]
    public void A_missing_XML_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var assembly = CompiledSample.Compile("public class A;", folder.Path);
        File.Delete(Path.ChangeExtension(assembly, ".xml"));

        var failure = Assert.Throws<FrugalException>(() => BuiltAssemblies.Read([assembly]));

        Assert.That(failure.Message, Does.Contain("Sample.xml").And.Contain("missing").And.Not.Contain("\n"));
    }

    [Test]
    public void A_broken_XML_file_is_named_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var assembly = CompiledSample.Compile("public class A;", folder.Path);
        File.WriteAllText(Path.ChangeExtension(assembly, ".xml"), "<doc>\n<members>\n</doc>");

        var failure = Assert.Throws<FrugalException>(() => BuiltAssemblies.Read([assembly]));

        Assert.That(failure.Message, Does.Contain("Sample.xml:3").And.Not.Contain("\n"));
    }
}
