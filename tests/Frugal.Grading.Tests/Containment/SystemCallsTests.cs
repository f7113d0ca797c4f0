using System.Runtime.InteropServices;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Tests.Containment;

public class SystemCallsTests
{
    /// <summary>After a change of <c>SystemCalls.cs</c> run this test with the variable FRUGAL_WRITE_FILTERS=1 to write the files, and build again.</summary>
    [TestCase(Architecture.X64)]
    [TestCase(Architecture.Arm64)]
    public void The_filters_file_is_what_the_source_describes(Architecture processor)
    {
        if (Environment.GetEnvironmentVariable("FRUGAL_WRITE_FILTERS") == "1")
        {
            File.WriteAllBytes(Tree.At("src", "Frugal.Grading", "Containment", SystemCalls.Name(processor)), SystemCalls.Program(processor));
        }

        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, SystemCalls.Name(processor));   // as it is shipped
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(SystemCalls.Program(processor)));
    }

    /// <summary>The kernel refuses a program that jumps out of its end or backwards; so does this one, for the processor that is not at hand.</summary>
    [TestCase(Architecture.X64)]
    [TestCase(Architecture.Arm64)]
    public void Every_jump_of_a_filter_ends_within_it(Architecture processor)
    {
        var instructions = SystemCalls.Program(processor).Chunk(8).ToArray();

        for (var i = 0; i < instructions.Length; i++)
        {
            Assert.That(i + 1 + Math.Max(instructions[i][2], instructions[i][3]), Is.LessThan(instructions.Length + (instructions[i][0] == 6 ? 1 : 0)), $"instruction {i}");
        }

        Assert.That(instructions[^1][0], Is.EqualTo(6), "the last one returns");
    }
}
