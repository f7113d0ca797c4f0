using System.Diagnostics;
using ClothingApi;
using ClothingApi.Preparation;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Models;

namespace Frugal.Benchmarks.Serving.Servers;

/// <summary>The lab's server and its plain twin in Flask, on models made ahead in a folder that is removed afterwards.</summary>
internal sealed class Shop : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const int PictureCount = 64;
    private const int JpegQuality = 88;
    private readonly string folder = Directory.CreateTempSubdirectory("frugal-bench-").FullName;
    private readonly string program;

    public Shop()
    {
        program = Path.Combine(Clone.Root, "artifacts", "solutions", "bin", "ClothingApi", "release", "ClothingApi.dll");
        if (!File.Exists(program))
        {
            throw new FrugalException($"{program} is missing. Run 'dotnet build solutions/clothing-api/ClothingApi -c Release'.");
        }

        var settings = new ClothingSettings { Folder = folder };
        Prepared = PreparedFolder.Of(settings);
        Preparer.Run(settings, Console.Error.WriteLine);
        Pictures = [.. Photos(Prepared.Set).Select(photo => photo.Resize(96, 96).ToJpeg(JpegQuality))];
    }

    /// <summary>The models' files.</summary>
    public PreparedFolder Prepared { get; }

    /// <summary>JPEG files of 96 x 96 pixels, which no model was trained on.</summary>
    public IReadOnlyList<byte[]> Pictures { get; }

    /// <summary>The lab's server. The limit of requests a client is lifted: the load is one client.</summary>
    public ServerProcess StartServer() => ServerProcess.Start(
        "clothing-api",
        new ProcessStartInfo("dotnet", [program, "--Clothing:Prepare=false", $"--Clothing:Source={Prepared.Set.Dataset}", $"--Clothing:Folder={folder}",
            "--Clothing:RequestsPerSecond=1000000", "--Clothing:Burst=1000000"]),
        (start, address) => start.ArgumentList.Add($"--urls=http://{address}"));

    /// <summary>Flask and PyTorch with the same network and weights.</summary>
    public ServerProcess StartBaseline() => ServerProcess.Start(
        "Flask",
        new ProcessStartInfo(Python, [Script, BaselineWeights()]),
        (start, address) => start.ArgumentList.Add($"{address.Port}"));

    /// <summary>The versions of what the baseline stands on, as JSON.</summary>
    /// <exception cref="FrugalException">A package is missing.</exception>
    public static async Task<string> BaselineVersionsAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, [Script, "versions"]) { RedirectStandardOutput = true, Environment = { ["OMP_NUM_THREADS"] = null } })!;
        var versions = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? versions
            : throw new FrugalException("The baseline does not start. Install it: apt-get install python3-flask python3-torch python3-pil python3-numpy libopenblas0-openmp.");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The classifier's weights as TorchSharp saves them, which the baseline reads.</summary>
    private string BaselineWeights()
    {
        var file = Path.Combine(folder, "baseline.weights.dat");
        using var network = ModelLibrary.Default().Open(Prepared.Set.Classifier);
        network.save(file);
        return file;
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "baseline.py");

    private static IEnumerable<RgbImage> Photos(PictureSet set)
    {
        var photos = set.Open("validation");
        return Splits.Sample(photos, Math.Min(PictureCount, photos.Count), seed: 1) is var sample
            ? Enumerable.Range(0, sample.Count).Select(sample.Image)
            : [];
    }
}
