namespace Course.Notebooks.Tests;

/// <summary>The programs in <c>examples/</c>, each run as its first comment says.</summary>
[Category("Slow")]
public class ExampleTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    /// <summary>What each prints, among other lines.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["chat.cs"] = @"\[\d+ tokens read, 0 of them before; \d+ written\]",
        ["import-weights.cs"] = @"classifier\.weight, classifier\.bias\s+nearest mean: [5-9][0-9]",
        ["model-pool.cs"] = @"'translate'.*gives way\.\s+translate is unloaded\s+summarise is loaded[\s\S]*'giant' never fits: 2 GB[\s\S]*in memory: none",
        ["quantize-a-model.cs"] = @"int8\.onnx: [0-9,.\s]+ bytes, 9[0-9]",
        ["own-quantization-step.cs"] = "kept in float32: classifier.gemm",
        ["small-language-model.cs"] = @"How much does a dress cost\?[\s\S]*16\.[0-9]+ -> 5\.[0-9]+ bits per weight[\s\S]*same token [89][0-9][\s\S]*Q4_K: 24 tensors",
    };

    private static IEnumerable<string> Examples() => Directory.GetFiles(Path.Combine(Tree.Root, "examples"), "*.cs").Select(path => Path.GetFileName(path)).Order();

    [TestCaseSource(nameof(Examples))]
    public void An_example_runs_as_its_comment_says(string name)
    {
        var path = Path.Combine("examples", name);
        Assert.That(File.ReadAllText(Path.Combine(Tree.Root, path)), Does.Contain($"//     dotnet run {path}"));

        if (name is "small-language-model.cs" or "chat.cs")
        {
            NeedsLlamaCppAttribute.OrSkip();
        }

        var (code, output, error) = FrugalProgram.Run(Tree.Root, NoEnvironment, TimeSpan.FromMinutes(15), "dotnet", "run", path);

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        Assert.That(output, Does.Match(Expected[name]));
    }
}
