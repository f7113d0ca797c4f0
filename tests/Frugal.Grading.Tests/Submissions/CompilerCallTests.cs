using Frugal.Grading.Submissions;

namespace Frugal.Grading.Tests.Submissions;

public class CompilerCallTests
{
    [Test]
    public void The_students_sources_take_the_place_of_those_that_count_and_nothing_is_written_elsewhere()
    {
        using var folder = new TemporaryFolder();
        var (generated, library, config) = (folder.Write("obj/App.AssemblyInfo.cs", ""), folder.Write("lib/Library.dll", ""), folder.Write("obj/App.editorconfig", ""));
        folder.Write("App/App.cs", "");
        var record = folder.Write("App.txt", string.Join('\n',
        [
            folder["sdk/csc.dll"], folder["App"], "/noconfig", "/define:TRACE;RELEASE", $"/out:{folder["obj/App.dll"]}", $"/refout:{folder["obj/ref/App.dll"]}", $"/doc:{folder["obj/App.xml"]}",
            $"/reference:\"{library}\"", $"/analyzerconfig:{config}", "/debug+", "/embed:App.cs", "App.cs", folder["App/More.cs"], "Kept/Own.cs", generated, "../Shared.cs",
        ]));

        var run = new CompilerCall(record, "App").With([folder["sources/App/Mine.cs"]], path => path != "App/Kept/Own.cs");

        Assert.Multiple(() =>
        {
            Assert.That(run.Compiler, Is.EqualTo(folder["sdk/csc.dll"]));
            Assert.That(run.Arguments, Is.EqualTo(new[]
            {
                "/define:TRACE;RELEASE", $"/reference:\"{library}\"", $"/analyzerconfig:\"{config}\"", "/debug+", $"\"{folder["App/Kept/Own.cs"]}\"", $"\"{generated}\"", $"\"{folder["Shared.cs"]}\"",
                "/warn:0", "/pdb:\"App.pdb\"", "/out:\"App.dll\"", $"\"{folder["sources/App/Mine.cs"]}\"",
            }));
            Assert.That(run.Reads, Is.EqualTo(new[] { folder["sdk"], folder["lib"], config, folder["App/Kept/Own.cs"], generated, folder["Shared.cs"], folder["sources/App/Mine.cs"] }));
        });
    }

    [Test]
    public void A_reference_to_the_app_is_replaced_by_the_students()
    {
        using var folder = new TemporaryFolder();
        var starter = folder.Write("obj/ref/App.dll", "");
        var record = folder.Write("App.Probes.txt", string.Join('\n', [folder["sdk/csc.dll"], folder["Probes"], $"/reference:{starter}"]));

        var run = new CompilerCall(record, "App.Probes").With([], _ => false, "App.dll");

        Assert.That(run.Arguments[0], Is.EqualTo("/reference:\"App.dll\""));
        Assert.That(run.Reads, Has.None.Contains("ref"));
    }

    /// <summary>What a submission may use by an attribute is generated as in its own build.</summary>
    [TestCase("System.Text.RegularExpressions.Generator", true)]
    [TestCase("System.Text.Json.SourceGeneration", true)]
    [TestCase("Microsoft.Interop.LibraryImportGenerator", true)]
    [TestCase("Microsoft.Interop.SourceGeneration", true)]
    [TestCase("Microsoft.Extensions.Logging.Generators", true)]
    [TestCase("Microsoft.AspNetCore.Http.RequestDelegateGenerator", true)]
    [TestCase("Microsoft.CodeAnalysis.NetAnalyzers", false)]
    [TestCase("Microsoft.AspNetCore.App.CodeFixes", false)]
    [TestCase("Microsoft.CodeAnalysis.Razor.Compiler", false)]
    public void Generators_are_loaded_and_analysers_are_not(string name, bool loaded)
    {
        using var folder = new TemporaryFolder();
        var library = folder.Write($"sdk/{name}.dll", "");
        var record = folder.Write("App.txt", string.Join('\n', [folder["sdk/csc.dll"], folder["App"], $"/analyzer:\"{library}\""]));

        var run = new CompilerCall(record, "App").With([], _ => false);

        Assert.That(run.Arguments.Contains($"/analyzer:\"{library}\""), Is.EqualTo(loaded));
    }
}
