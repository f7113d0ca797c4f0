using System.Globalization;
using System.Text;
using System.Text.Json;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Compression;

/// <summary>The benchmark's file: its sections, each with the day and the machine on which it was measured, and what they say of the goals.</summary>
internal sealed record Results(int Epochs, IReadOnlyList<Goal> Goals, double QuantizerMegabytesPerSecond, IReadOnlyList<Table> Sections)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Results Of(int epochs, double quantizer, IReadOnlyList<Table> sections) => new(epochs, Goal.Of(sections, quantizer), quantizer, sections);

    /// <summary>These sections, and those of the newest file of this processor that they do not replace; in the order of <paramref name="names"/>.</summary>
    public Results Over(string folder, IReadOnlyList<string> names)
    {
        var before = Directory.GetFiles(folder, Pattern("*")).Max(StringComparer.Ordinal) is { } file ? JsonSerializer.Deserialize<Results>(File.ReadAllBytes(file), Json)! : null;
        var all = Sections.UnionBy(before is { } old && old.Epochs == Epochs ? old.Sections : [], section => section.Section);
        return Of(Epochs, QuantizerMegabytesPerSecond, [.. names.Join(all, name => name, section => section.Section, (_, section) => section)]);
    }

    /// <summary>Writes the results as JSON and as a page for people.</summary>
    /// <returns>Both files.</returns>
    public IReadOnlyList<string> Save(string folder, string date)
    {
        var file = Path.Combine(folder, Pattern(date));
        var page = Path.ChangeExtension(file, ".md");
        AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Json) + "\n"));
        AtomicFile.WriteAllBytes(page, Encoding.UTF8.GetBytes(Markdown.Of(this)));
        return [file, page];
    }

    private static string Pattern(string date) => string.Create(CultureInfo.InvariantCulture, $"compression-{Names.File(MachineInfo.Current().Cpu).Trim('-')}-{date}.json");
}
