using Frugal.Grading.Authoring;

namespace House.Tests;

/// <summary>A lab's server as it is deployed.</summary>
[Parallelizable, TakesTurns(TakesTurnsAttribute.Builds)]
[Category("Slow")]
public class PublishedServerTests
{
    private const long Allowed = 120_000_000;
    private static readonly TimeSpan Limit = Patience.Longest(TimeSpan.FromMinutes(5));
    private static readonly Dictionary<string, string?> NoVariables = [];

    /// <summary>The .NET runtime is not counted. With libtorch it would be 600 MB.</summary>
    [Test]
    public void The_clothing_server_fits_into_120_megabytes_and_makes_its_models_by_itself()
    {
        using var folder = new TemporaryFolder();
        var (built, output) = Dotnet.Run(Tree.Root, ["publish", Tree.At("solutions", "clothing-api", "ClothingApi"), "-c", "Release", "-o", folder["server"]], NoVariables, Limit);
        Assert.That(built, Is.Zero, output);

        var files = new DirectoryInfo(folder["server"]).GetFiles("*", SearchOption.AllDirectories);
        Assert.That(files.Sum(file => file.Length), Is.LessThan(Allowed));
        Assert.That(files.Select(file => file.Name).Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase)), Is.Empty);

        var (prepared, log) = Dotnet.Run(folder.Path, [folder["server/ClothingApi.dll"], "prepare", "--Clothing:Source=garments", $"--Clothing:Folder={folder["shop"]}", "--Clothing:Articles=20"], NoVariables, Limit);
        Assert.That(prepared, Is.Zero, log);
        Assert.That(File.Exists(folder["shop/garments/garments-resnet.int8.onnx"]), Is.True, log);
    }
}
