using Frugal.Grading.Authoring;

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
            var variables = new Dictionary<string, string?> { ["HOME"] = home, ["XDG_CACHE_HOME"] = null, ["ORT_DISABLE_TELEMETRY"] = null };

            var (_, output) = Dotnet.Run(home, [typeof(CommandLine).Assembly.Location, "version"], variables, Patience.Longest(TimeSpan.FromMinutes(1)));

            Assert.That(output, Does.Contain("ONNX Runtime"));
            Assert.That(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Where(file => file.Contains("onnxruntime", StringComparison.Ordinal)), Is.Empty);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
