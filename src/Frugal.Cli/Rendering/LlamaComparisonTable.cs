using System.Globalization;
using System.Text.Json;
using Frugal.Llama;
using Frugal.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Two files of a language model side by side: bytes, RAM, speed, and how alike they predict a text.</summary>
internal sealed class LlamaComparisonTable(LlamaComparisonReport report, MemoryUse referenceMemory, MemoryUse otherMemory)
{
    public string Json() => JsonSerializer.Serialize(new
    {
        report.Tokens,
        KlDivergence = report.Divergence,
        report.SameTop,
        Reference = Figures(report.Reference, referenceMemory),
        Other = Figures(report.Other, otherMemory),
        RamToldApart = referenceMemory.ToldApart && otherMemory.ToldApart,
    }, GgufTable.Options);

    public IRenderable Content()
    {
        var (reference, other) = (report.Reference, report.Other);
        var table = new Table().Border(TableBorder.Simple).AddColumns(new TableColumn(""), File(reference.Path), File(other.Path));
        GgufTable.Row(table, "bytes", GgufTable.Number(reference.Bytes), GgufTable.Number(other.Bytes));
        GgufTable.Row(table, "bits per weight", GgufTable.Bits(reference.BitsPerWeight), GgufTable.Bits(other.BitsPerWeight));
        GgufTable.Row(table, "RAM, anonymous peak", Megabytes(referenceMemory.Model.Anonymous), Megabytes(otherMemory.Model.Anonymous));
        GgufTable.Row(table, "RAM, from the file", Megabytes(referenceMemory.Model.File), Megabytes(otherMemory.Model.File));
        GgufTable.Row(table, "tokens/s, reading", Rounded(reference.ReadSpeed, "F1"), Rounded(other.ReadSpeed, "F1"));
        GgufTable.Row(table, "tokens/s, writing", Rounded(reference.WriteSpeed, "F1"), Rounded(other.WriteSpeed, "F1"));
        GgufTable.Row(table, "perplexity", Rounded(reference.Perplexity, "F3"), Rounded(other.Perplexity, "F3"));
        GgufTable.Row(table, "KL divergence, nats per token", "", Rounded(report.Divergence, "F5"));
        GgufTable.Row(table, "same most probable token", "", Rounded(100 * report.SameTop, "F1") + "%");
        return new Rows(table, new Text($"{GgufTable.Number(report.Tokens)} tokens scored. Speeds are medians over windows, both models in turn."));
    }

    private static TableColumn File(string path) => new TableColumn(new Text(path)).RightAligned();

    private static object Figures(LlamaFileFigures file, MemoryUse memory) => new
    {
        File = file.Path,
        file.Bytes,
        file.BitsPerWeight,
        RamAnonymousBytes = memory.Model.Anonymous.Bytes,
        RamFileBytes = memory.Model.File.Bytes,
        ReadTokensPerSecond = file.ReadSpeed,
        WriteTokensPerSecond = file.WriteSpeed,
        file.Perplexity,
    };

    private static string Megabytes(ByteSize size) => Rounded(size.Bytes / 1e6, "F1") + " MB";

    private static string Rounded(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
