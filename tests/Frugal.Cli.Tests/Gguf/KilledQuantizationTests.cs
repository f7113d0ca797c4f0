using System.Diagnostics;
using Frugal.Gguf;
using Frugal.Grading.Containment;
using Frugal.Llama.Tests;

namespace Frugal.Cli.Tests.Gguf;

[Parallelizable, TakesTurns]
[Category("Slow"), NeedsLlamaCpp]
public class KilledQuantizationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_quantisation_that_is_killed_leaves_no_file_under_the_name()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16, width: 1024).Save(folder["f16.gguf"]);
        var output = folder["q6.gguf"];

        using (var process = Start(folder["f16.gguf"], output))
        {
            await Patience.For(Limit).UntilAsync(() => Directory.GetFiles(folder.Path, "*.part").Length > 0 || process.HasExited, "the first bytes");
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(File.Exists(output), Is.False, "it was killed before its end");
        using (var process = Start(folder["f16.gguf"], output))
        {
            var error = process.StandardError.ReadToEndAsync();
            await Patience.For(Limit).WaitForExitAsync(process, "the quantisation", error);
            Assert.That(process.ExitCode, Is.Zero, await error);
        }

        using var file = GgufFile.Open(output);
        Assert.That(file.BitsPerWeight, Is.InRange(6.5, 7));
    }

    private static Process Start(string input, string output) =>
        ProcessStart.Of(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Frugal.Cli.dll"), "gguf", "quantize", input, output, "--type", "Q6_K", "--threads", "1", "--json"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
}
