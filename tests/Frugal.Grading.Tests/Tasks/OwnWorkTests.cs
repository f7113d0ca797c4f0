using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Grading.Tests.Tasks;

public class OwnWorkTests
{
    [TestCase("System.Text.StringBuilder")]
    [TestCase("System.Text.StringBuilder.Append")]
    [TestCase("System.Text.StringBuilder.Length")]
    [TestCase("System.Text.")]
    public void A_call_of_what_answers_the_task_is_refused_by_type_method_property_and_namespace(string ready) =>
        Assert.That(Refusal("new System.Text.StringBuilder().Append(1).Length.ToString()", ready), Does.StartWith("System.Text.StringBuilder").And.Contain("own answer to this task"));

    [TestCase("System.Text.StringBuilder.Insert")]
    [TestCase("System.Text")]
    [TestCase("System.Text.String")]
    public void Other_calls_are_allowed(string ready) => Assert.That(Refusal("new System.Text.StringBuilder().Append(1).ToString()", ready), Is.Null);

    [TestCase("System.Type.GetType(\"a.B\")!.ToString()")]
    [TestCase("System.Delegate.CreateDelegate(typeof(System.Action), typeof(string), \"Empty\").ToString()!")]
    [TestCase("System.Activator.CreateInstance(typeof(object))!.ToString()!")]
    [TestCase("typeof(string).Assembly.GetType(\"a.B\")!.ToString()")]
    [TestCase("System.Linq.Enumerable.First(typeof(string).Assembly.ExportedTypes).ToString()")]
    [TestCase("((System.Reflection.MethodInfo)null!).MethodHandle.GetFunctionPointer().ToString()")]
    [TestCase("((System.Reflection.PropertyInfo)null!).GetValue(null)!.ToString()!")]
    [TestCase("System.Linq.Expressions.Expression.Constant(1).ToString()")]
    [TestCase("((dynamic)1).ToString()")]
    public void A_call_by_name_is_refused(string code) => Assert.That(Refusal(code, "Frugal."), Does.Contain("without reflection"));

    [Test]
    public void A_new_object_of_a_type_parameter_is_no_call_by_name() => Assert.That(Refusal("System.Activator.CreateInstance<object>().ToString()!", "Frugal."), Is.Null);

    /// <summary>The message with which an assembly that contains an expression is refused; null if it is not.</summary>
    private static string? Refusal(string expression, string ready)
    {
        using var folder = new TemporaryFolder();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "Microsoft.CSharp.dll");
        var made = CSharpCompilation.Create("Student", [CSharpSyntaxTree.ParseText($"public static class C {{ public static string M() => {expression}; }}")],
            references.Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(folder["Student.dll"]);
        Assert.That(made.Success, Is.True, string.Join('\n', made.Diagnostics));
        try
        {
            OwnWork.Check(folder["Student.dll"], [ready]);
            return null;
        }
        catch (GradingException refused)
        {
            Assert.That(refused.Cause, Is.EqualTo(Cause.Cheating));
            return refused.Message;
        }
    }
}
