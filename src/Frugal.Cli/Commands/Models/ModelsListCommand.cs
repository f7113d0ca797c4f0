using System.CommandLine;
using System.Text.Json;
using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Spectre.Console;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models list</c>: lists every model with its size, cost and accuracy.</summary>
internal static class ModelsListCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var json = CommandLine.Json();
        var command = new Command("list", "List the models.") { json };
        command.SetAction(parsed =>
        {
            var library = ModelLibrary.Default();
            var rows = library.Catalog.Entries.Select(entry => new Row(library, entry)).ToArray();
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), () => JsonSerializer.Serialize(rows, Indented), ToTable(rows));
        });
        return command;
    }

    private static Table ToTable(IEnumerable<Row> rows)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("model", "trained on", "accuracy", "params", "MACs", "file");
        foreach (var column in table.Columns)
        {
            column.NoWrap().PadLeft(0).PadRight(1);
        }

        foreach (var column in table.Columns.Skip(2).Take(4))
        {
            column.RightAligned();
        }

        foreach (var row in rows)
        {
            table.AddRow(
                row.Name, row.Dataset ?? "", row.Accuracy is { } accuracy ? FormattableString.Invariant($"{accuracy:P1}").Replace(" ", "", StringComparison.Ordinal) : "",
                FormattableString.Invariant($"{row.Parameters / 1e6:0.00} M"), FormattableString.Invariant($"{row.Macs / 1e6:0.0} M"),
                row.Present ? FormattableString.Invariant($"{row.Bytes / 1e6:0.00} MB") : "missing");
        }

        return table;
    }

    private sealed record Row
    {
        public Row(ModelLibrary library, CatalogEntry entry)
        {
            var recipe = Recipes.Named(entry.Name);
            using var network = recipe.Network();
            var size = recipe.Preprocessing.Size;
            var cost = NetworkCost.Of(network, size, size);
            (Name, Dataset, Licence, Summary) = (entry.Name, entry.Dataset, entry.Licence, entry.Summary);
            (Bytes, Parameters, Macs) = (entry.Bytes, cost.Parameters, cost.Macs);
            Accuracy = entry.Metrics.TryGetValue("accuracy", out var accuracy) ? accuracy : null;
            Present = File.Exists(library.ModelFile(entry.Name));
        }

        public string Name { get; }

        public string Summary { get; }

        public string? Dataset { get; }

        public double? Accuracy { get; }

        public long Parameters { get; }

        public long Macs { get; }

        public long Bytes { get; }

        public bool Present { get; }

        public string Licence { get; }
    }
}
