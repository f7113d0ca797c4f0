using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Data;

namespace Frugal.Measuring;

/// <summary>The report that <c>frugal measure --json</c> and <c>frugal start --json</c> print: one machine, one run, one or more models.
/// The first model is the baseline; every ratio is baseline / this one, so above 1 is smaller or faster.</summary>
/// <param name="Machine">The machine on which the measurement ran.</param>
/// <param name="Runtime">The software used for the measurement.</param>
/// <param name="Dataset">The data set that accuracy was measured on; null if it was not measured.</param>
/// <param name="Models">The models in the order in which they were given.</param>
public sealed record MeasurementReport(MachineInfo Machine, RuntimeInfo Runtime, DatasetFigures? Dataset, IReadOnlyList<ModelFigures> Models)
{
    /// <summary>The report as indented JSON, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MeasurementJson.Default.MeasurementReport);

    /// <summary>Reads a report that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FrugalException">The text is not such a report.</exception>
    public static MeasurementReport FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MeasurementJson.Default.MeasurementReport) ?? throw new JsonException("it is null");
        }
        catch (JsonException cause)
        {
            throw new FrugalException($"Not a measurement report: {cause.Message.ReplaceLineEndings(" ")} Write one with `frugal measure --json`.", cause);
        }
    }
}

/// <summary>The data set that accuracy was measured on.</summary>
/// <param name="Name">Its name in the catalogue, or the folder's name.</param>
/// <param name="Split">The split.</param>
/// <param name="Count">Number of images.</param>
/// <param name="Source">Where it came from: cache, mirror, download, folder, generated (by Frugal).</param>
/// <param name="StandIn">Whether it replaces real data that was unavailable.</param>
public sealed record DatasetFigures(string Name, string Split, int Count, string Source, bool StandIn)
{
    /// <summary>Describes <paramref name="data"/>.</summary>
    public static DatasetFigures Of(IImageDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetFigures(data.Name, data.Split, data.Count, data.Source.Origin.ToString().ToLowerInvariant(), data.Source.IsStandIn);
    }
}

/// <summary>One model's figures.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Format">How most of the weights are stored: fp32, fp16, int8...</param>
/// <param name="Bytes">Size on disk, including external data.</param>
/// <param name="Parameters">Number of weights and biases, each counted once, whatever their storage.</param>
/// <param name="Macs">Multiply-accumulates of one call with a batch of one.</param>
/// <param name="LoadMs">Milliseconds to open the session in a fresh process, the median of several runs.</param>
/// <param name="Latency">The time of one call.</param>
/// <param name="Ram">Peak memory that the model adds to a process.</param>
/// <param name="Accuracy">The share of images classified correctly, in [0, 1]; null if it was not measured.</param>
/// <param name="Versus">The comparison with the first model; null for the first itself.</param>
public sealed record ModelFigures(string Name, string Format, long Bytes, long Parameters, long Macs, double LoadMs,
    LatencyFigures Latency, RamFigures Ram, double? Accuracy, VersusFigures? Versus);

/// <summary>Latency of one call.</summary>
/// <param name="P50Ms">Median, in milliseconds.</param>
/// <param name="P95Ms">95th percentile, in milliseconds.</param>
/// <param name="P99Ms">99th percentile, in milliseconds.</param>
/// <param name="PerSecond">Examples per second, with sequential calls.</param>
/// <param name="Threads">Threads that a call may use.</param>
/// <param name="Batch">Examples per call.</param>
public sealed record LatencyFigures(double P50Ms, double P95Ms, double P99Ms, double PerSecond, int Threads, int Batch);

/// <summary>Peak memory of a child process above that of the bare runtime (<see cref="RuntimeInfo"/>).</summary>
/// <param name="AnonymousBytes">Anonymous memory: heaps, arenas, packed weights, activations.</param>
/// <param name="FileBytes">File-backed pages: the engine's code that this model needs, mapped weights.</param>
public sealed record RamFigures(long AnonymousBytes, long FileBytes);

/// <summary>One model compared with the first.</summary>
/// <param name="Bytes">How many times smaller.</param>
/// <param name="Latency">How many times faster: the median over the rounds.</param>
/// <param name="LatencyCi">The 95% confidence interval of <paramref name="Latency"/>: low, high.</param>
/// <param name="AccuracyPoints">Percentage points of accuracy gained (negative: lost); null if it was not measured.</param>
/// <param name="Agreement">The share of images on which both predict the same class, in [0, 1]; null if it was not measured.</param>
public sealed record VersusFigures(double Bytes, double Latency, IReadOnlyList<double> LatencyCi, double? AccuracyPoints, double? Agreement);

/// <summary>The JSON serialiser of reports, generated at compile time.</summary>
[JsonSerializable(typeof(MeasurementReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
internal sealed partial class MeasurementJson : JsonSerializerContext;
