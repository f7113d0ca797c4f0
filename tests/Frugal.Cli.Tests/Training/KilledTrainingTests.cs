using System.Diagnostics;
using Frugal.Grading.Containment;

namespace Frugal.Cli.Tests.Training;

[Parallelizable, TakesTurns]
[Category("Slow")]
public class KilledTrainingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Test]
    public async Task A_training_whose_process_is_killed_goes_on_and_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var whole = folder["new/whole.dat"];
        var killed = folder["killed.dat"];

        using (var process = Start(whole, "--fresh"))      // with nothing to begin again from, not even a folder
        {
            await Finish(process);
        }

        using (var process = Start(killed))
        {
            await Patience.For(Limit).UntilAsync(() => File.Exists(killed + ".checkpoint") || process.HasExited, "the training's first checkpoint");
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(File.Exists(killed), Is.False, "it was killed before its end");
        using (var process = Start(killed))
        {
            await Finish(process);
        }

        Assert.That(File.ReadAllBytes(killed), Is.EqualTo(File.ReadAllBytes(whole)));
        Assert.That(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), Is.EquivalentTo(new[] { whole, killed }));
    }

    private static async Task Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        await Patience.For(Limit).WaitForExitAsync(process, "the training", error);
        Assert.That(process.ExitCode, Is.Zero, await error);
    }

    private static Process Start(string output, params string[] options)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "models", "train", "garments-mobilenet", "--epochs", "4", "--images", "128", "--output", output, .. options];
        return ProcessStart.Of(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
    }
}
