using System.Text.Json.Nodes;
using Frugal.Notebooks.Ipynb;

namespace Course.Notebooks.Tests;

/// <summary>
/// The course's notebooks in .NET Interactive, by the extension Frugal.Interactive. Each restores packages and runs for a minute or more, so a run takes the first notebook
/// and one of the others, a different one each day. With FRUGAL_INTERACTIVE=all it takes all of them: set it after a change of the extension.
/// </summary>
[Category("Long")]
public class InteractiveTests
{
    private static IEnumerable<string> Notebooks()
    {
        var all = CourseNotebooks.Names().Order(StringComparer.Ordinal).ToList();
        return Environment.GetEnvironmentVariable("FRUGAL_INTERACTIVE") == "all" ? all : [all[0], all[1 + DateTime.UtcNow.DayOfYear % (all.Count - 1)]];
    }

    [SetUp]
    public void RequireTools()
    {
        Jupyter.Require();
        InteractiveTool.Require();
    }

    [TestCaseSource(nameof(Notebooks))]
    public void A_notebook_runs_through_in_DotNet_Interactive_and_shows_what_it_shows_in_our_kernel(string name)
    {
        var executed = InteractiveTool.Execute(Path.Combine(Tree.Root, "notebooks", name));

        var outputs = executed.Cells.Where(cell => cell.Kind == CellKind.Code).Skip(1).SelectMany(cell => cell.Outputs).OfType<JsonObject>().ToList();
        Assert.That(outputs.Where(output => (string?)output["output_type"] == "error"), Is.Empty);
        Assert.That(outputs.Select(output => Html(output)).Where(html => html.Contains("<details", StringComparison.Ordinal)), Is.Empty, "a value is shown as a tree of its properties");
        Assert.That(outputs.Any(output => Html(output).Contains("Plotly.newPlot", StringComparison.Ordinal)), Is.True, "every notebook of the course draws a chart");
    }

    [Test]
    public void Pictures_tables_and_the_functions_of_our_kernel_are_there()
    {
        using var folder = new TemporaryFolder();
        var first = Notebook.Load(Path.Combine(Tree.Root, "notebooks", "00-start-here.ipynb")).Cells.First(cell => cell.Kind == CellKind.Code).Source;
        File.Copy(Path.Combine(Tree.Root, "notebooks", "nuget.config"), folder["nuget.config"]);
        var config = File.ReadAllText(folder["nuget.config"]).Replace("../artifacts/packages", Path.Combine(Tree.Root, "artifacts", "packages"), StringComparison.Ordinal);
        File.WriteAllText(folder["nuget.config"], config);
        Notebook.Create(
            Cell.Create(CellKind.Code, first, "a"),
            Cell.Create(CellKind.Code, "new GarmentsDataset(\"validation\", 4, seed: 1).Image(0)", "b"),
            Cell.Create(CellKind.Code, "new[] { new { Name = \"a\", Size = 1 }, new { Name = \"b\", Size = 2 } }", "c"),
            Cell.Create(CellKind.Code, "var sum = 0; foreach (var n in new[] { 1, 2, 3 }.WithProgress(\"work\")) { sum += n; } sum", "d"),
            Cell.Create(CellKind.Code, "TorchSharp.torch.ones(2).sum().item<float>()", "e"),
            Cell.Create(CellKind.Code, "System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Diagnostics.DebuggableAttribute>(typeof(TorchSharp.Scalar).Assembly).DebuggingFlags == (System.Diagnostics.DebuggableAttribute.DebuggingModes)0x103", "f")).Save(folder["book.ipynb"]);

        var cells = InteractiveTool.Execute(folder["book.ipynb"]).Cells;

        Assert.Multiple(() =>
        {
            Assert.That((string?)cells[1].Outputs[^1]!["data"]!["image/png"], Does.StartWith("iVBOR"), "a PNG in base 64");
            Assert.That(Html(cells[2].Outputs[^1]!.AsObject()), Does.StartWith("<table><thead><tr><th>Name</th><th>Size</th>"));
            Assert.That(cells[3].Outputs.OfType<JsonObject>().Any(output => Html(output).Contains("<progress", StringComparison.Ordinal)), Is.True);
            Assert.That(cells[3].Outputs[^1]!.ToJsonString(), Does.Contain("6"));
            Assert.That(cells[4].Outputs[^1]!.ToJsonString(), Does.Contain("2"));
            Assert.That(cells[5].Outputs[^1]!.ToJsonString(), Does.Contain("True"), "the copy of TorchSharp.dll that keeps arguments alive");
        });
    }

    private static string Html(JsonObject output) => output["data"]?["text/html"] is { } html ? MultilineText.Read(html) : "";
}
