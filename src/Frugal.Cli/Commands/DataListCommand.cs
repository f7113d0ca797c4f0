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
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), () => ToJson(rows), ToTable(rows));
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
            row.Entry.Tasks,
            row.Entry.Bytes,
            row.Entry.Url,
            row.Entry.Generated,
            Origin = row.Source?.Origin.ToString().ToLowerInvariant(),
            row.Source?.Location,
        }),
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });

    private static Table ToTable(List<(CatalogEntry Entry, DataSource? Source)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "images or texts", "classes", "licence", "summary and location");
        foreach (var column in table.Columns.Take(4))
        {
            column.NoWrap();
        }

        foreach (var (entry, source) in rows)
        {
            var where = source?.ToString() ?? (entry.Generated ? "generated on demand" : $"not downloaded: frugal data get {entry.Name}");
            var items = entry.Tasks.Count > 0
                ? entry.Tasks.Select(task => $"{task.Key} {string.Join(" + ", task.Value.Splits.Values)}")
                : entry.Splits.Select(split => $"{split.Key} {split.Value}");
            var classes = entry.Tasks.Count > 0 ? entry.Tasks.Values.Select(task => task.Classes.Count) : entry.Dialogues || entry.Tweets ? [] : [entry.Classes.Count];
            table.AddRow(new[] { entry.Name, string.Join("\n", items), string.Join("\n", classes), entry.Licence, $"{entry.Summary}\n{where}\n" }.Select(Markup.Escape).ToArray());
        }

        return table;
    }
}
