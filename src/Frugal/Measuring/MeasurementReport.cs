using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Data;

namespace Frugal.Measuring;

/// <summary>What <c>frugal measure --json</c> and <c>frugal start --json</c> print: one machine, one run, one or more models.
/// The first model is the baseline; every ratio is baseline / this one, so above 1 is smaller or faster.</summary>
/// <param name="Machine">Where it was measured.</param>
/// <param name="Runtime">What it was measured with.</param>
/// <param name="Dataset">The pictures that accuracy was measured on; null where it was not.</param>
/// <param name="Models">The models in the order in which they were given.</param>
public sealed record MeasurementReport(MachineInfo Machine, RuntimeInfo Runtime, DatasetFigures? Dataset, IReadOnlyList<ModelFigures> Models)
{
    /// <summary>The report as indented JSON, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MeasurementJson.Default.MeasurementReport);

    /// <summary>Reads a report that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FrugalException">The text is something else.</exception>
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
/// <param name="Name">Its name in the catalogue, or the folder's.</param>
/// <param name="Split">The split.</param>
/// <param name="Count">How many pictures.</param>
/// <param name="Source">Where it came from: cache, mirror, download, folder, generated (drawn by the program).</param>
/// <param name="StandIn">Whether it stands in for real data that could not be had.</param>
public sealed record DatasetFigures(string Name, string Split, int Count, string Source, bool StandIn)
{
    /// <summary>What there is to say of <paramref name="data"/>.</summary>
    public static DatasetFigures Of(IImageDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetFigures(data.Name, data.Split, data.Count, data.Source.Origin.ToString().ToLowerInvariant(), data.Source.IsStandIn);
    }
}

/// <summary>One model's figures.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Format">How most of the weights are stored: fp32, fp16, int8...</param>
/// <param name="Bytes">On disk, external data included.</param>
/// <param name="Parameters">Weights and biases, each once, whatever their storage.</param>
/// <param name="Macs">Multiply-accumulates of one call with a batch of one.</param>
/// <param name="LoadMs">Milliseconds to open the session in a fresh process, the median of several.</param>
/// <param name="Latency">The time of one call.</param>
/// <param name="Ram">Peak memory that the model adds to a process.</param>
/// <param name="Accuracy">The share of pictures classified right, in [0, 1]; null where it was not measured.</param>
/// <param name="Versus">The comparison with the first model; null for the first itself.</param>
public sealed record ModelFigures(string Name, string Format, long Bytes, long Parameters, long Macs, double LoadMs,
    LatencyFigures Latency, RamFigures Ram, double? Accuracy, VersusFigures? Versus);

/// <summary>Latency of one call.</summary>
/// <param name="P50Ms">Median, in milliseconds.</param>
/// <param name="P95Ms">95th percentile, in milliseconds.</param>
/// <param name="P99Ms">99th percentile, in milliseconds.</param>
/// <param name="PerSecond">Examples a second, calls one after the other.</param>
/// <param name="Threads">Threads that a call may use.</param>
/// <param name="Batch">Examples in a call.</param>
public sealed record LatencyFigures(double P50Ms, double P95Ms, double P99Ms, double PerSecond, int Threads, int Batch);

/// <summary>Peak memory of a child process above what the bare runtime holds (<see cref="RuntimeInfo"/>).</summary>
/// <param name="AnonymousBytes">Heaps, arenas, packed weights, activations.</param>
/// <param name="FileBytes">Pages of files: the engine's code that this model needs, mapped weights.</param>
public sealed record RamFigures(long AnonymousBytes, long FileBytes);

/// <summary>One model against the first.</summary>
/// <param name="Bytes">How many times smaller.</param>
/// <param name="Latency">How many times faster: the median over the rounds.</param>
/// <param name="LatencyCi">The 95% confidence interval of <paramref name="Latency"/>: low, high.</param>
/// <param name="AccuracyPoints">Percentage points of accuracy gained (negative: lost); null where it was not measured.</param>
/// <param name="Agreement">The share of pictures on which both choose the same class, in [0, 1]; null where it was not measured.</param>
public sealed record VersusFigures(double Bytes, double Latency, IReadOnlyList<double> LatencyCi, double? AccuracyPoints, double? Agreement);

/// <summary>The JSON of reports, its serialiser made at compile time.</summary>
[JsonSerializable(typeof(MeasurementReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
internal sealed partial class MeasurementJson : JsonSerializerContext;
