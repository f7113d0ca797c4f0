using System.Diagnostics;
using System.Globalization;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Tests.Onnx;

/// <summary>
/// Damaged models and photos: only a <see cref="FrugalException"/> may come out, within seconds. By hand:
/// <c>FRUGAL_MUTANTS=10000 FRUGAL_SEED=7 dotnet test tests/Frugal.Tests -c Release --filter FullyQualifiedName~Mutated</c>.
/// </summary>
[Category("Long")]
public class MutatedFileTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly int Count = Number("FRUGAL_MUTANTS", 300);
    private static readonly int Seed = Number("FRUGAL_SEED", Random.Shared.Next());

    [Test]
    public void Only_clean_errors_come_out_of_damaged_models()
    {
        var input = TestModels.Numbers(4 * 8 * 8, seed: 1);
        var floats = Float();
        byte[][] files = [floats.ToBytes(), StaticQuantizer.Quantize(floats, TestModels.Batches(input, 1, 4, 8, 8)).Model.ToBytes()];
        using var file = new TemporaryFile("model.onnx");

        Assert.That(Failures(random => random.Next(2) == 0 ? Mutated(files, random) : Rewritten(files[random.Next(files.Length)], random), bytes =>
        {
            File.WriteAllBytes(file.Path, bytes);
            var model = OnnxModel.Load(file.Path);
            _ = SaturationCheck.Of(model);
            FoldBatchNorm.Apply(model.Clone());
            _ = StaticQuantizer.Quantize(model, TestModels.Batches(input, 1, 4, 8, 8));
        }), Is.Empty);
    }

    [Test]
    public void Only_clean_errors_come_out_of_damaged_photos()
    {
        var picture = TinyPhotos.Picture(60, 40, seed: 1);
        byte[][] photos = [picture.ToJpeg(), picture.ToPng(), WebP()];

        Assert.That(Failures(random => Mutated(photos, random), bytes => Frugal.Imaging.Photo.Decode(bytes)), Is.Empty);

        byte[] WebP()
        {
            using var bitmap = SkiaSharp.SKBitmap.Decode(picture.ToPng());
            using var data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Webp, 80);
            return data.ToArray();
        }
    }

    private static List<string> Failures(Func<Random, byte[]> mutant, Action<byte[]> read)
    {
        var (failures, accepted) = (new Dictionary<string, string>(), 0);
        for (var i = 0; i < Count; i++)
        {
            var bytes = mutant(new Random(SeedOf(i)));
            var start = Stopwatch.GetTimestamp();
            try
            {
                read(bytes);
                accepted++;
            }
            catch (FrugalException)
            {
                // What a damaged file should give.
            }
            catch (Exception failure)
            {
                var place = failure.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Frugal.", StringComparison.Ordinal))?.Trim();
                failures.TryAdd($"{failure.GetType().Name} {place}", $"mutant {i}: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")} {place}");
            }

            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                failures.TryAdd($"slow {i}", $"mutant {i}: took {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
            }
        }

        TestContext.Out.WriteLine($"seed {Seed}, {Count} mutants, {accepted} accepted");
        Assert.That(accepted, Is.InRange(Count / 100, Count * 99 / 100), "harmless and harmful changes");
        return [.. failures.Values];
    }

    private static int SeedOf(int mutant) => unchecked((Seed * 1_000_003) + mutant);

    /// <summary>Flips bits, cuts the end off, or copies a piece of a file to another place.</summary>
    private static byte[] Mutated(byte[][] files, Random random)
    {
        byte[] bytes = [.. files[random.Next(files.Length)]];
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var (from, to, length) = (random.Next(bytes.Length), random.Next(bytes.Length), random.Next(1, 64));
            switch (random.Next(6))
            {
                case 0:
                    bytes = bytes[..Math.Max(1, to)];
                    break;
                case 1 or 2:
                    bytes = [.. bytes[..to], .. bytes[from..Math.Min(bytes.Length, from + length)], .. bytes[(random.Next(2) == 0 ? to : Math.Min(bytes.Length, to + length))..]];
                    break;
                default:
                    bytes[to] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return bytes;
    }

    /// <summary>A well-formed file with another graph: inputs, attributes, tensors and their shapes and types changed or missing.</summary>
    private static byte[] Rewritten(byte[] file, Random random)
    {
        var graph = OnnxModel.Parse(file, "original").Proto.Clone();
        for (var change = random.Next(1, 3); change > 0; change--)
        {
            var node = graph.Graph.Node[random.Next(graph.Graph.Node.Count)];
            var tensor = graph.Graph.Initializer[random.Next(graph.Graph.Initializer.Count)];
            var other = graph.Graph.Initializer[random.Next(graph.Graph.Initializer.Count)];
            switch (random.Next(10))
            {
                case 0 when node.Input.Count > 0:
                    node.Input.RemoveAt(random.Next(node.Input.Count));
                    break;
                case 1 when node.Input.Count > 0:
                    node.Input[random.Next(node.Input.Count)] = random.Next(3) == 0 ? "" : other.Name;
                    break;
                case 2 when node.Attribute.Count > 0:
                    node.Attribute.RemoveAt(random.Next(node.Attribute.Count));
                    break;
                case 3 when node.Attribute.Count > 0:
                    node.Attribute[random.Next(node.Attribute.Count)].I = random.Next(-3, 9);
                    break;
                case 4:
                    node.OpType = graph.Graph.Node[random.Next(graph.Graph.Node.Count)].OpType;
                    break;
                case 5:
                    (tensor.RawData, tensor.DataType) = (other.RawData, other.DataType);
                    tensor.Dims.Clear();
                    tensor.Dims.Add(other.Dims);
                    break;
                case 6:
                    var elements = tensor.Dims.Aggregate(1L, (a, b) => a * b);
                    tensor.Dims.Clear();
                    tensor.Dims.Add(random.Next(2) == 0 ? [elements] : [1, elements, 1]);
                    break;
                case 7:
                    tensor.Dims.Clear();
                    tensor.Dims.Add(0);
                    tensor.RawData = Google.Protobuf.ByteString.Empty;
                    break;
                case 8 when node.Output.Count > 0:
                    node.Output.Clear();
                    break;
                default:
                    tensor.DataType = random.Next(24);
                    break;
            }
        }

        return Google.Protobuf.MessageExtensions.ToByteArray(graph);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static OnnxModel Float() => TestModels.Build([4, 8, 8], (g, x) =>
    {
        float[] ones = [1, 1, 1, 1, 1, 1, 1, 1];
        var (gamma, beta, mean, variance) = (g.Constant("gamma", ones, 8), g.Constant("beta", ones, 8), g.Constant("mean", ones, 8), g.Constant("variance", ones, 8));
        var y = g.Relu(g.Node("BatchNormalization", [g.Convolution(x, 4, 8, 1), gamma, beta, mean, variance]));
        y = g.Add(g.Node("Clip", [g.Convolution(y, 8, 8, 3), g.Constant("low", 0f), g.Constant("high", 6f)]), y);
        y = g.Node("Concat", [g.Node("MaxPool", [y], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })), g.Node("AveragePool", [y], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }))], ("axis", 1L));
        y = g.Node("ReduceMean", [y], ("axes", new long[] { 2, 3 }), ("keepdims", 0L));
        return g.Node("Softmax", [g.Node("Gemm", [y, g.Random("fc", 5, 0.3f, 10, 16), g.Random("fb", 6, 0.3f, 10)], ("transB", 1L))]);
    });
}
