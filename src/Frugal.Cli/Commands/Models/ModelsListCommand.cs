using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
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
                FormattableString.Invariant($"{row.Parameters / 1e6:0.00} M"), row.Macs is { } macs ? FormattableString.Invariant($"{macs / 1e6:0.0} M") : "",
                row.Present ? FormattableString.Invariant($"{row.Bytes / 1e6:0.00} MB") : row.Remedy);
        }

        return table;
    }

    private sealed record Row
    {
        public Row(ModelLibrary library, CatalogEntry entry)
        {
            var file = library.ModelFile(entry.Name);
            Present = File.Exists(file);
            Remedy = entry switch { { Package: not null } or { Url: not null } => "models get", { Path: null } => "models train", _ => "missing" };
            (Name, Dataset, Licence, Summary) = (entry.Name, entry.Dataset, entry.Licence, entry.Summary);
            Bytes = entry.Bytes > 0 || !Present ? entry.Bytes : new FileInfo(file).Length;   // the catalogue knows no size of a model that is trained here
            Accuracy = entry.Metrics.TryGetValue("accuracy", out var accuracy) ? accuracy : null;
            Parameters = entry.Parameters ?? 0;
            if (Recipes.All.FirstOrDefault(recipe => recipe.Name == entry.Name) is { } recipe)
            {
                using var network = recipe.Network();
                var cost = NetworkCost.Of(network, recipe.Preprocessing.Size, recipe.Preprocessing.Size);
                (Parameters, Macs) = (cost.Parameters, cost.Macs);
            }
        }

        public string Name { get; }

        public string Summary { get; }

        public string? Dataset { get; }

        public double? Accuracy { get; }

        public long Parameters { get; }

        /// <summary>Null for a model that Frugal has no recipe for.</summary>
        public long? Macs { get; }

        public long Bytes { get; }

        public bool Present { get; }

        /// <summary>How to obtain a file that is not there.</summary>
        [JsonIgnore]
        public string Remedy { get; }

        public string Licence { get; }
    }
}
