using System.Reflection;
using System.Reflection.Emit;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Tasks;

public class StudentsAssemblyTests
{
    [Test]
    public void A_students_assembly_in_the_graders_process_is_told() =>
        Assert.That(StudentsAssembly.Intrusion(Grader(student: "Frugal")), Does.StartWith("Frugal, the student's code, was loaded into the grader's process."));

    [Test]
    public void One_that_stayed_outside_is_in_order() => Assert.That(StudentsAssembly.Intrusion(Grader(student: "ClothingApi")), Is.Null);

    private static AssemblyBuilder Grader(string student) => AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Grader"), AssemblyBuilderAccess.RunAndCollect,
        [new(typeof(AssemblyMetadataAttribute).GetConstructors()[0], [StudentsAssembly.Metadata, student])]);
}
