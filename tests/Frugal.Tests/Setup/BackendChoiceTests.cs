using Frugal.Setup;

namespace Frugal.Tests.Setup;

public class BackendChoiceTests
{
    private string file = "";

    [SetUp]
    public void CreateFolder() => file = Path.Combine(Directory.CreateTempSubdirectory("frugal-choice-").FullName, ".frugal", "backend.props");

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(file))!, recursive: true);

    [Test]
    public void A_choice_that_was_written_is_read_back([Values] Backend backend)
    {
        BackendChoice.Write(file, backend);

        Assert.That(BackendChoice.Read(file), Is.EqualTo(backend));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(file)!), Is.EqualTo(new[] { file }), "nothing is left beside the file");
    }

    [Test]
    public void A_new_choice_replaces_the_former_one()
    {
        BackendChoice.Write(file, Backend.Packages);
        BackendChoice.Write(file, Backend.System);

        Assert.That(BackendChoice.Read(file), Is.EqualTo(Backend.System));
    }

    [TestCase("")]
    [TestCase("<Project><PropertyGroup><FrugalBackend>syst")]
    [TestCase("<Project><PropertyGroup><FrugalBackend>abacus</FrugalBackend></PropertyGroup></Project>")]
    public void A_file_that_cannot_be_understood_counts_as_no_choice(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);

        Assert.That(BackendChoice.Read(file), Is.Null);
    }

    [Test]
    public void A_file_that_is_not_there_counts_as_no_choice() =>
        Assert.That(BackendChoice.Read(file), Is.Null);

    [Test]
    public void A_wrong_name_is_refused_with_what_is_allowed() =>
        Assert.That(() => BackendChoice.Parse("System", "--backend"),
            Throws.TypeOf<SetupException>().With.Message.Contains("--backend is 'System'. Allowed: 'packages' or 'system'"));
}
