using System.Globalization;
using System.Text.Json;
using Frugal.Measuring;
using Frugal.Models;
using Frugal.Reporting;

namespace Frugal.Cli.Report;

/// <summary>
/// The way from the fine-tuned ResNet-18 to the smallest of its successors, as <c>frugal bench compression</c> recorded it: the section "from 64 MB" of a file in
/// <c>bench/results</c>.
/// </summary>
internal sealed class RecordedWay
{
    /// <summary>The name of the section.</summary>
    public const string Section = "from 64 MB";

    private const double ShortestBar = 4, OrdersBelow = 0.3;

    private static readonly Dictionary<string, Bilingual> Names = new()
    {
        ["clothing-resnet18"] = ("ResNet-18, fine-tuned", "ResNet-18 affiné"),
        ["clothing-resnet18, int8"] = ("ResNet-18 in int8", "ResNet-18 en int8"),
        ["clothing-resnet18, half of the channels, fine-tuned"] = ("half of its channels", "la moitié de ses canaux"),
        ["clothing-resnet"] = "clothing-resnet",
        ["clothing-resnet, int8"] = ("clothing-resnet in int8", "clothing-resnet en int8"),
        ["clothing-resnet, 50% of the channels and 75% of their weights removed, taught, int8, packed"] = ("channels and weights removed, int8, packed", "canaux et poids retirés, int8, compressé"),
        ["clothing-mobilenet, int8"] = ("clothing-mobilenet in int8", "clothing-mobilenet en int8"),
    };

    private RecordedWay(string machine, string date, IReadOnlyList<Stage> stages) => (Machine, Date, Stages) = (machine, date, stages);

    /// <summary>The processor that the figures are from.</summary>
    public string Machine { get; }

    /// <summary>The day.</summary>
    public string Date { get; }

    /// <summary>The models, largest first.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>One model: its name, its figures, and the length of its bar on a logarithmic scale.</summary>
    internal sealed record Stage(Bilingual Name, Bilingual Size, Bilingual Accuracy, Bilingual Time, string Percent);

    /// <summary>The recorded way on this processor, or on another; null in a program without the repository's results.</summary>
    public static RecordedWay? Find()
    {
        var folder = Path.Combine(ModelLibrary.Default().Folder, "..", "bench", "results");
        return Directory.Exists(folder) ? Find(folder, MachineInfo.Current().Slug()) : null;
    }

    /// <summary>The way in the results of <paramref name="folder"/>, those of the processor <paramref name="slug"/> first; null if none has it.</summary>
    internal static RecordedWay? Find(string folder, string slug) => Directory.GetFiles(folder, "compression-*.json")
        .OrderByDescending(file => Path.GetFileNameWithoutExtension(file) == $"compression-{slug}").ThenBy(file => file, StringComparer.Ordinal)
        .Select(Read).FirstOrDefault(way => way is not null);

    private static RecordedWay? Read(string file)
    {
        try
        {
            using var results = JsonDocument.Parse(File.ReadAllBytes(file));
            var section = results.RootElement.GetProperty("sections").EnumerateArray().FirstOrDefault(section => section.GetProperty("section").GetString() == Section);
            var rows = section.ValueKind == JsonValueKind.Object ? section.GetProperty("rows").EnumerateArray().ToList() : [];
            if (rows.Count == 0)
            {
                return null;
            }

            var kept = rows.Where((row, i) => i == rows.Count - 1 || Names.ContainsKey(row.GetProperty("name").GetString()!)).OrderByDescending(Bytes).ToList();
            var (most, least) = (Math.Log10(Bytes(kept[0])), Math.Log10(Bytes(kept[^1])) - OrdersBelow);
            return new RecordedWay(section.GetProperty("machine").GetProperty("cpu").GetString()!, section.GetProperty("date").GetString()!,
            [
                .. kept.Select(row => new Stage(
                    Names.GetValueOrDefault(row.GetProperty("name").GetString()!, ("channels and weights removed, int4, packed", "canaux et poids retirés, int4, compressé")),
                    Bilingual.Size(row.GetProperty("bytes").GetInt64()),
                    Bilingual.Percent(row.GetProperty("accuracy").GetDouble()),
                    Bilingual.Time(row.GetProperty("median_ms").GetDouble()),
                    Math.Max(ShortestBar, 100 * (Math.Log10(Bytes(row)) - least) / (most - least)).ToString("F1", CultureInfo.InvariantCulture))),
            ]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;   // the report does without: a damaged file must not stop the measurement
        }
    }

    private static double Bytes(JsonElement row) => row.GetProperty("bytes").GetDouble();
}
