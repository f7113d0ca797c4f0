using Frugal.Grading.Authoring;

namespace Frugal.Grading.Tests.Authoring;

/// <summary>A lab of <c>frugal labs new</c> built and graded for good, in a course of its own below <c>artifacts</c>.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class NewLabGateTests
{
    private static readonly string Root = Tree.At("artifacts", "new-lab-course");

    [SetUp, TearDown]
    public void Remove()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    [Test]
    public void A_new_lab_passes_the_gate_both_ways()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "Course.sln"), "");
        foreach (var shared in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(Root, shared), $"<Project><Import Project=\"{Tree.At(shared)}\" /></Project>");
        }

        var lab = LabTemplate.Create(new Course(Root), LabName.Parse("first-steps"), _ => { });

        Assert.That(new LabGate(new DotnetLabGrader()).Check(lab), Is.Empty);
    }
}
