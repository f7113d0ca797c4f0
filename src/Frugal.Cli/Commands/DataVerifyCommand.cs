using System.CommandLine;
using System.Text.Json;
using Frugal.Data;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal data verify [NAME]</c>: verifies the data on disk against the catalogue's checksums.</summary>
internal static class DataVerifyCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Name of a data set (see 'frugal data list'); default: all those on disk.", Arity = ArgumentArity.ZeroOrOne };
        var json = CommandLine.Json();
        var command = new Command("verify", "Verify data sets on disk against the catalogue's checksums.") { name, json };
        command.SetAction(parsed =>
        {
            var output = Terminal.Of(parsed).Output;
            var checks = (parsed.GetValue(name) is { } one ? [Named(one)] : Here()).Select(found => new
            {
                found.Entry.Name,
                Source = found.Source.ToString(),
                Verified = Resolver.Verify(found.Entry, found.Source),
            }).ToList();
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(checks, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }));
                return;
            }

            foreach (var check in checks)
            {
                output.WriteLine($"{check.Name}: {check.Source}: verified ({check.Verified})");
            }

            if (checks.Count == 0)
            {
                output.WriteLine("No data set on disk. Download one with 'frugal data get NAME'.");
            }
        });
        return command;
    }

    private static (CatalogEntry Entry, DataSource Source) Named(string name)
    {
        var entry = Catalog.Datasets[name];
        if (entry.Generated)
        {
            throw new FrugalException($"{name} is generated on demand; there is nothing to verify.");
        }

        return new Resolver().Find(entry) is { } source
            ? (entry, source)
            : throw new FrugalException($"{name} is not on disk. Download it with 'frugal data get {name}'.");
    }

    private static IEnumerable<(CatalogEntry Entry, DataSource Source)> Here()
    {
        foreach (var entry in Catalog.Datasets.Entries)
        {
            if (new Resolver().Find(entry) is { } source)
            {
                yield return (entry, source);
            }
        }
    }
}
