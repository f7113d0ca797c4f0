using System.Text;
using System.Text.Json;
using Frugal.Measuring;

namespace Frugal.Benchmarks.Compression;

/// <summary>The benchmark's file of one processor: its sections, each with the day and the machine on which it was measured, and what they say of the goals.</summary>
internal sealed record Results(int Epochs, IReadOnlyList<Goal> Goals, double QuantizerMegabytesPerSecond, IReadOnlyList<Table> Sections)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Results Of(int epochs, double quantizer, IReadOnlyList<Table> sections) => new(epochs, Goal.Of(sections, quantizer), quantizer, sections);

    /// <summary>The file for this processor, beside it a page for people that ends in .md.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, $"compression-{MachineInfo.Current().Slug()}.json");

    /// <summary>These sections, and those of the file that they do not replace; in the order of <paramref name="names"/>.</summary>
    public Results Over(string file, IReadOnlyList<string> names)
    {
        var before = File.Exists(file) ? JsonSerializer.Deserialize<Results>(File.ReadAllBytes(file), Json)! : this;
        var all = Sections.UnionBy(before.Epochs == Epochs ? before.Sections : [], section => section.Section);
        return Of(Epochs, QuantizerMegabytesPerSecond, [.. names.Join(all, name => name, section => section.Section, (_, section) => section)]);
    }

    /// <summary>Writes the results as JSON and as a page.</summary>
    public void Save(string file)
    {
        AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Json) + "\n"));
        AtomicFile.WriteAllBytes(Path.ChangeExtension(file, ".md"), Encoding.UTF8.GetBytes(Markdown.Of(this)));
    }
}
