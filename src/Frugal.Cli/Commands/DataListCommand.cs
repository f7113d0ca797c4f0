using System.CommandLine;
using System.Text.Json;
using Frugal.Data;
using Spectre.Console;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal data list</c>: lists the data sets with their licences and their locations.</summary>
internal static class DataListCommand
{
    public static Command Create()
    {
        var json = CommandLine.Json();
        var command = new Command("list", "List the data sets with their splits, licences and locations.") { json };
        command.SetAction(parsed =>
        {
            var rows = Catalog.Datasets.Entries.Select(entry => (entry, Source: new Resolver().Find(entry))).ToList();
            if (parsed.GetValue(json))
            {
                Console.WriteLine(ToJson(rows));
            }
            else
            {
                CommandLine.Output.Write(ToTable(rows));
            }
        });
        return command;
    }

    private static string ToJson(List<(CatalogEntry Entry, DataSource? Source)> rows) => JsonSerializer.Serialize(
        rows.Select(row => new
        {
            row.Entry.Name,
            row.Entry.Version,
            row.Entry.Summary,
            row.Entry.Licence,
            row.Entry.Classes,
            row.Entry.Splits,
            row.Entry.Bytes,
            row.Entry.Url,
            row.Entry.Generated,
            Origin = row.Source?.Origin.ToString().ToLowerInvariant(),
            row.Source?.Location,
        }),
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });

    private static Table ToTable(List<(CatalogEntry Entry, DataSource? Source)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "pictures", "classes", "licence", "what and where");
        foreach (var column in table.Columns.Take(4))
        {
            column.NoWrap();
        }

        foreach (var (entry, source) in rows)
        {
            var where = source?.ToString() ?? (entry.Generated ? "drawn when needed" : $"not here: frugal data get {entry.Name}");
            var pictures = string.Join("\n", entry.Splits.Select(split => $"{split.Key} {split.Value}"));
            table.AddRow(new[] { entry.Name, pictures, $"{entry.Classes.Count}", entry.Licence, $"{entry.Summary}\n{where}\n" }.Select(Markup.Escape).ToArray());
        }

        return table;
    }
}
