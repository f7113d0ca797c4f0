using System.Security.Cryptography;
using System.Text;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;
using TorchSharp;

namespace Frugal.Cli.Start;

/// <summary>Writes ONNX files of a trained network: fp32, checked against TorchSharp, and fp16 and int8 made from it.</summary>
internal sealed class ModelVariants(StartSubject subject, StartOptions options)
{
    private const int CheckedImages = 8;
    private const float Tolerance = 1e-4f;
    private readonly ModelLibrary library = options.Library ?? ModelLibrary.Default();
    private readonly string folder = System.IO.Path.Combine(options.Folder, "start");

    /// <summary>The three files, fp32 first. Existing files made by the same program from the same weights are reused.</summary>
    /// <exception cref="FrugalException">The weights are missing, or the outputs of ONNX Runtime and TorchSharp differ.</exception>
    public IReadOnlyList<string> Make(CancellationToken cancellation)
    {
        string[] files = [Path(".fp32.onnx"), Path(".fp16.onnx"), Path(".int8.onnx")];
        var stamp = Path(".stamp");
        var made = Stamp();
        if (files.All(File.Exists) && File.Exists(stamp) && File.ReadAllText(stamp) == made)
        {
            options.Progress($"Reusing the fp16 and int8 files of {subject.Model}: {folder}");
            return files;
        }

        Clear(stamp);
        var fp32 = Export(files[0]);
        Save(files[1], Float16Storage.Apply(fp32), "fp16");
        options.Progress($"Quantising to int8: calibrating on {CalibrationPictures.DefaultCount} training images of {subject.Training.Name}");
        var quantized = StaticQuantizer.Quantize(fp32, CalibrationPictures.Read(fp32, subject.Training), cancellation: cancellation);
        options.Progress($"  {quantized.Report.Quantized.Count} operators in int8, {quantized.Report.Kept.Count} kept in fp32");
        Save(files[2], quantized.Model, "int8");
        AtomicFile.WriteAllBytes(stamp, Encoding.UTF8.GetBytes(made));
        return files;
    }

    private string Path(string end) => System.IO.Path.Combine(folder, subject.Model + end);

    /// <summary>Identifies the inputs of the files: the weights, the source of the training images, and the program.</summary>
    private string Stamp()
    {
        var weights = library.ModelFile(subject.Model);
        var program = typeof(StaticQuantizer).Module.ModuleVersionId;
        return File.Exists(weights)
            ? $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(weights)))} {subject.Training.Source} {program}\n"
            : "";
    }

    /// <summary>Deletes the stamp, so that the files of an interrupted run are made again.</summary>
    private void Clear(string stamp)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(stamp);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{folder}: cannot be written ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Choose another folder with --output.", cause);
        }
    }

    private OnnxModel Export(string path)
    {
        options.Progress($"Exporting {subject.Model} from TorchSharp to ONNX");
        var model = library.Load(subject.Model);
        FoldBatchNorm.Apply(model);
        model.Save(path);
        Check(path);
        return model;
    }

    /// <summary>Compares ONNX Runtime with TorchSharp on the same images.</summary>
    private void Check(string path)
    {
        using var network = library.Open(subject.Model);
        using var onnx = ImageClassifier.Open(path);
        var preprocessing = onnx.Preprocessing;
        var count = Math.Min(CheckedImages, subject.Validation.Count);
        var images = Enumerable.Range(0, count).SelectMany(i => preprocessing.Apply(subject.Validation.Image(i * subject.Validation.Count / count))).ToArray();
        var there = onnx.Logits(images, count);
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        var here = network.forward(torch.tensor(images, [count, 3, preprocessing.Size, preprocessing.Size])).data<float>().ToArray();
        var difference = here.Zip(there, (a, b) => Math.Abs(a - b)).Max();
        if (!(difference <= Tolerance * Math.Max(1, here.Max(Math.Abs))))
        {
            throw new FrugalException($"{path}: ONNX Runtime and TorchSharp differ by {difference:G3} on the same images; at most {Tolerance:G1} is allowed. Run with --verbose and report it.");
        }

        options.Progress($"  ONNX Runtime matches TorchSharp: largest difference of {here.Length} logits {difference:G2}");
    }

    private static void Save(string path, OnnxModel model, string format)
    {
        model.Metadata = model.Metadata with { Format = format };
        model.Save(path);
    }
}
