using System.Diagnostics;
using Frugal.Data;
using Frugal.Grading.Containment;

namespace Frugal.Cli.Tests.Compression;

[Parallelizable, TakesTurns]
[Category("Slow")]
public class KilledCompressionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string[] Arguments =
    [
        "compress", "garments-mobilenet", "--images", "32", "--epochs", "4", "--ratio", "0.75",
        "--format", "int8", "--samples", "8", "--rounds", "1", "--drop", "100", "-o",
    ];

    [Test]
    public async Task A_process_that_is_killed_in_training_goes_on_and_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        using (var whole = Start([.. Arguments, folder["whole"]]))
        {
            await Finish(whole);
        }

        var attempts = 0;
        do
        {
            Assert.That(attempts++, Is.LessThan(5), "it was never killed before its end");
            await KillInTraining(folder["killed"]);
        }
        while (File.Exists(folder["killed/best.onnx"]));   // on a busy machine it ended before the blow

        using (var resumed = Start([.. Arguments, folder["killed"]]))
        {
            Assert.That(await Finish(resumed), Does.Contain("fp32: reusing cached result").And.Not.Contain("-75% fp32: epoch 1 of"));
        }

        Assert.That(Models(folder["killed"]), Is.EqualTo(Models(folder["whole"])).And.Count.EqualTo(5));
        Assert.That(Directory.GetFiles(folder["killed"], "*.part", SearchOption.AllDirectories), Is.Empty);
        Assert.That(File.ReadAllText(folder["killed/report.html"]), Does.EndWith("</html>\n").And.Contain("Pareto front"));
    }

    private static async Task KillInTraining(string output)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        using var killed = Start([.. Arguments, output]);
        var candidates = Path.Combine(output, "candidates");
        await Patience.For(Limit).UntilAsync(
            () => (Directory.Exists(candidates) && Directory.EnumerateFiles(candidates, "*.checkpoint").Any()) || killed.HasExited, "the compression's first checkpoint");
        killed.Kill();
        await killed.WaitForExitAsync();
    }

    private static Dictionary<string, string> Models(string folder) =>
        Directory.GetFiles(folder, "*.onnx", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), Checksums.Sha256);

    private static async Task<string> Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Patience.For(Limit).WaitForExitAsync(process, "the compression", output, error);
        Assert.That(process.ExitCode, Is.Zero, await error + await output);
        return await error;
    }

    /// <summary>The command line in its own folder: the tests' folder lacks assemblies of ASP.NET Core, which the tests run on and pages need.</summary>
    private static readonly string Cli = Path.Combine(AppContext.BaseDirectory, "../../Frugal.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Frugal.Cli.dll");

    private static Process Start(string[] arguments) => ProcessStart.Of(new ProcessStartInfo("dotnet", [Cli, .. arguments])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    });
}
