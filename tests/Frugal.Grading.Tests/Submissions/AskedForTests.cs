using System.Text;
using Frugal.Grading.Submissions;

namespace Frugal.Grading.Tests.Submissions;

public class AskedForTests
{
    private const string Own = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><A>1</A></PropertyGroup><ItemGroup><PackageReference Include="Given" /></ItemGroup></Project>""";

    private static readonly SubmissionRules Rules = new() { Packages = ["Allowed"], Properties = new Dictionary<string, string> { ["AllowUnsafeBlocks"] = "true" } };

    [Test]
    public void What_the_course_gives_or_the_lab_allows_is_not_mentioned() => Assert.That(
        Refused("""<Project><PropertyGroup><A>1</A><AllowUnsafeBlocks>true</AllowUnsafeBlocks></PropertyGroup><ItemGroup><PackageReference Include="Given" /><PackageReference Include="allowed" Version="9" /></ItemGroup></Project>"""),
        Is.Empty);

    [Test]
    public void What_the_lab_does_not_allow_is_named_with_the_remedy() => Assert.That(
        Refused("""<Project><PropertyGroup><A>2</A><LangVersion>preview</LangVersion></PropertyGroup><ItemGroup><PackageReference Include="Other" /></ItemGroup></Project>"""),
        Is.EqualTo(new[]
        {
            "package Other is not allowed in this lab, so the code is built without it. Ask your teacher to allow it in submission.json, which has: Allowed",
            "property A=2 is not allowed in this lab, so the code is built without it. Ask your teacher to allow it in submission.json, which has: AllowUnsafeBlocks=true",
            "property LangVersion=preview is not allowed in this lab, so the code is built without it. Ask your teacher to allow it in submission.json, which has: AllowUnsafeBlocks=true",
        }));

    [TestCase("no xml")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM \"/etc/passwd\">]><Project><PackageReference Include=\"&b;\" /></Project>")]
    [TestCase("<Project><ItemGroup><PackageReference Include=\"&#27;[2J\" /></ItemGroup></Project>")]
    public void Other_content_asks_for_nothing(string text) => Assert.That(Refused(text), Is.Empty);

    [Test]
    public void Elements_nested_deep_are_not_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000));

        Assert.That(Refused($"<Project><PackageReference Include=\"Other\" />{deep}</Project>"), Is.Empty);
    }

    [Test]
    public void Only_project_files_are_read() => Assert.That(AskedFor.Refused("App/App.props", Encoding.UTF8.GetBytes("<Project><PackageReference Include=\"Other\" /></Project>"), [], Rules), Is.Empty);

    private static IReadOnlyList<string> Refused(string text) => AskedFor.Refused("App/App.csproj", Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Own), Rules);
}
