using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Benchmarks;

/// <summary>
/// What int8 weights cost that give the same sums on every processor, beside plain 8 bits and 7 bits: signal to noise of weights and logits, accuracy and agreement with float32. Each file is run twice: as
/// ONNX Runtime runs it on this processor, and with its weights made unsigned, whose products are added in 32 bits as a processor with VNNI does.
/// </summary>
internal static class WeightRoundings
{
    private static readonly WeightBits[] Forms = [WeightBits.Safe8, WeightBits.Exact8, WeightBits.Seven];

    public static object Measure(params string[] names) => new { processor_is_exact = PairedProducts.AreExactHere, models = names.Select(Of).ToArray() };

    private static object Of(string name)
    {
        var model = ModelLibrary.Default().Load(name);
        var data = Datasets.Open(model.Metadata.Dataset!, "validation");
        var (wanted, labels) = Run(model, data);
        var forms = Forms.Select(bits =>
        {
            var result = StaticQuantizer.Quantize(model, CalibrationPictures.Read(model, Datasets.Open(model.Metadata.Dataset!)), new QuantizationOptions { WeightBits = bits });
            var check = SaturationCheck.Of(result.Model);
            return new
            {
                weights = bits.ToString(),
                layers = check.Layers.Count,
                layers_that_can_saturate = check.Saturating.Count(),
                saturating_pairs = check.Layers.Sum(layer => layer.SaturatingPairs),
                moved_pairs = result.Report.Roundings.Sum(layer => layer.Moved),
                pairs = check.Layers.Sum(layer => layer.Pairs),
                weight_sqnr_db = result.Report.Roundings.Count == 0 ? null : new
                {
                    safe8 = Mean(result.Report.Roundings.Select(layer => layer.SafeSqnr)),
                    exact8 = Mean(result.Report.Roundings.Select(layer => layer.ExactSqnr)),
                    seven = Mean(result.Report.Roundings.Select(layer => layer.SevenSqnr)),
                },
                on_this_processor = Compare(wanted, Run(result.Model, data).Logits, labels),
                added_in_32_bits = Compare(wanted, Run(UnsignedWeights.Of(result.Model), data).Logits, labels),
            };
        }).ToArray();
        return new { name, pictures = data.Count, float32_accuracy = Share(wanted.Zip(labels, (logits, label) => Best(logits) == label)), forms };
    }

    private static object Compare(List<float[]> wanted, List<float[]> logits, List<long> labels) => new
    {
        logit_sqnr_db = Decibels(wanted, logits),
        accuracy = Share(logits.Zip(labels, (row, label) => Best(row) == label)),
        agreement = Share(logits.Zip(wanted, (row, other) => Best(row) == Best(other))),
    };

    private static (List<float[]> Logits, List<long> Labels) Run(OnnxModel model, IImageDataset data)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(model.ToBytes(), options);
        using var run = new RunOptions();
        var preprocessing = model.Metadata.ToPreprocessing();
        var (logits, labels) = (new List<float[]>(), new List<long>());
        foreach (var batch in ImageLoader.Create(data, new LoaderOptions { BatchSize = 31, Preprocessing = preprocessing }).Epoch(0))
        {
            using (batch)
            {
                var numbers = batch.Images[..(batch.Count * preprocessing.Length)].ToArray();
                using var input = OrtValue.CreateTensorValueFromMemory(numbers, [batch.Count, 3, preprocessing.Size, preprocessing.Size]);
                using var results = session.Run(run, [session.InputNames[0]], [input], [session.OutputNames[0]]);
                logits.AddRange(results[0].GetTensorDataAsSpan<float>().ToArray().Chunk(model.Metadata.Classes.Count));
                labels.AddRange(batch.Indices[..batch.Count].ToArray().Select(index => (long)data.Label(index)));
            }
        }

        return (logits, labels);
    }

    private static double Decibels(List<float[]> wanted, List<float[]> got)
    {
        var signal = wanted.Sum(row => row.Sum(x => x * (double)x));
        var noise = wanted.Zip(got, (a, b) => a.Zip(b, (x, y) => (x - (double)y) * (x - y)).Sum()).Sum();
        return Math.Round(10 * Math.Log10(signal / noise), 2);
    }

    private static double Mean(IEnumerable<double> decibels) => Math.Round(decibels.Where(double.IsFinite).Average(), 2);

    private static double Share(IEnumerable<bool> right) => Math.Round(right.Average(x => x ? 1.0 : 0.0), 4);

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
