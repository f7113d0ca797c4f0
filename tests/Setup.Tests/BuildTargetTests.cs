using System.Text.RegularExpressions;
using Frugal.Setup;
using Frugal.Setup.Building;
using Frugal.Setup.Checks;

namespace Setup.Tests;

public class BuildTargetTests
{
    private static readonly BuildTarget[] Targets = [BuildTarget.CommandLine, BuildTarget.Notebooks, BuildTarget.Everything];

    [TestCase("start", "command line")]
    [TestCase("grade", "command line")]
    [TestCase("notebook", "notebooks")]
    [TestCase("kernel", "notebooks")]
    [TestCase("site", "notebooks")]
    public void A_command_builds_no_more_than_it_runs(string command, string target) =>
        Assert.That(BuildTarget.For(command).Name, Is.EqualTo(target));

    [Test]
    public void What_a_target_is_built_from_exists([ValueSource(nameof(Targets))] BuildTarget target) =>
        Assert.That(target.Sources.Append(target.Project).Where(path => !Path.Exists(Tree.At(path.Split('/')))), Is.Empty);

    [Test]
    public void Every_target_file_of_the_build_is_among_the_sources() =>
        Assert.That(Tree.Files.Where(path => Regex.IsMatch(path, @"^eng/[^/]+$")), Is.SubsetOf(BuildTarget.CommandLine.Sources));

    [Test]
    public void A_target_is_older_than_its_sources_when_one_of_them_changes()
    {
        var root = Directory.CreateTempSubdirectory("frugal-target-").FullName;
        try
        {
            var repository = new Repository(root);
            var step = new BuildStep(repository, new BuildTarget("small", "small", 0, "a.csproj", "src"));
            Write(repository.CommandLine);
            Write(repository.At("src", "a.cs"));
            var unbuilt = step.Inspect();
            new Stamp(repository, "small").Write(SourceHash.OfTimes(root, ["src"]));
            var before = step.Inspect();
            Write(repository.At("src", "b.cs"));

            Assert.That(unbuilt.Found, Is.EqualTo("not built"));
            Assert.That(before, Is.EqualTo(Check.Fine("small", "built, Release")));
            Assert.That(step.Inspect().Found, Is.EqualTo("older than its sources"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }
}
