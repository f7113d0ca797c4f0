using System.Reflection;

namespace House.Tests;

/// <summary>
/// The public members of the libraries, held against <c>Api/NAME.txt</c>, so that a change shows in the diff.
/// <c>FRUGAL_WRITE_API=1 dotnet test tests/House.Tests --filter PublicApiTests</c> writes the files anew.
/// </summary>
public class PublicApiTests
{
    private const string WriteSwitch = "FRUGAL_WRITE_API";

    private static readonly string[] Libraries = ["Frugal", "Frugal.Charts", "Frugal.Grading", "Frugal.Grading.Mutants", "Frugal.Interactive", "Frugal.Llama", "Frugal.Notebooks", "Frugal.Serving", "Frugal.Training"];

    [TestCaseSource(nameof(Libraries))]
    public void The_public_members_are_those_of_the_snapshot(string library)
    {
        var members = PublicApi.Of(Assembly.Load(library), generated: false);
        var snapshot = Path.Combine(Tree.Root, "tests", "House.Tests", "Api", library + ".txt");
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            File.WriteAllLines(snapshot, members);
        }

        var kept = File.ReadAllLines(snapshot);

        Assert.Multiple(() =>
        {
            Assert.That(members.Except(kept), Is.Empty, $"new members; write the snapshot anew with {WriteSwitch}=1 if they are meant");
            Assert.That(kept.Except(members), Is.Empty, $"members that are gone; write the snapshot anew with {WriteSwitch}=1 if that is meant");
        });
    }

    [Test]
    public void Every_library_has_a_snapshot() =>
        Assert.That(Libraries, Is.EquivalentTo(Directory.GetFiles(Path.Combine(Tree.Root, "tests", "House.Tests", "Api")).Select(Path.GetFileNameWithoutExtension)));
}
