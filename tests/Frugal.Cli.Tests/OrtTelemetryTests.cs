using System.Diagnostics;

namespace Frugal.Cli.Tests;

/// <summary>ONNX Runtime sends nothing: with telemetry on, its native library writes a device's number below the home folder as soon as it starts.</summary>
public class OrtTelemetryTests
{
    [Test]
    [Platform(Exclude = "Win", Reason = "there the files are not below HOME")]
    public void A_program_that_starts_ONNX_Runtime_leaves_no_device_number()
    {
        var home = Directory.CreateTempSubdirectory("frugal-home-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "version"]) { RedirectStandardOutput = true };
            start.Environment["HOME"] = home;
            start.Environment.Remove("XDG_CACHE_HOME");
            start.Environment.Remove("ORT_DISABLE_TELEMETRY");

            using var program = Process.Start(start)!;
            var output = program.StandardOutput.ReadToEnd();
            program.WaitForExit();

            Assert.That(output, Does.Contain("ONNX Runtime"));
            Assert.That(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Where(file => file.Contains("onnxruntime", StringComparison.Ordinal)), Is.Empty);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
