using System.Globalization;
using System.Text.Json;
using Frugal.Gguf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>A GGUF file before and after quantisation: bytes and real bits per weight.</summary>
internal sealed class GgufComparisonTable(GgufFile before, GgufFile after)
{
    public string Json() => JsonSerializer.Serialize(new { Input = Figures(before), Output = Figures(after), Ratio = (double)after.Bytes / before.Bytes }, GgufTable.Options);

    public IRenderable Content()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(new("file"), GgufTable.Right("bytes"), GgufTable.Right("of input"), GgufTable.Right("bits per weight"), new("types"));
        foreach (var file in new[] { before, after })
        {
            GgufTable.Row(table, file.Path, GgufTable.Number(file.Bytes), (100.0 * file.Bytes / before.Bytes).ToString("F1", CultureInfo.InvariantCulture) + "%", GgufTable.Bits(file.BitsPerWeight), string.Join(", ", file.Types.Select(use => use.Type)));
        }

        return table;
    }

    private static object Figures(GgufFile file) => new
    {
        File = file.Path,
        file.Bytes,
        file.BitsPerWeight,
        Types = file.Types.Select(use => new { Type = use.Type.Name, use.Tensors, use.Weights, use.Bytes, use.BitsPerWeight }),
    };
}
