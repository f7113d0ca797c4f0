using System.CommandLine;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models verify</c>: verifies the weights against the catalogue, byte for byte.</summary>
internal static class ModelsVerifyCommand
{
    public static Command Create()
    {
        var names = ModelsCommand.Names();
        var command = new Command("verify", "Verify the models' files against the catalogue.") { names };
        command.SetAction(parsed =>
        {
            var library = ModelLibrary.Default();
            foreach (var name in Chosen(library, parsed.GetValue(names)!))
            {
                var sum = library.Verify(name);
                Terminal.Of(parsed).Output.WriteLine($"{name}: SHA-256 {sum}, {(library.Catalog[name].Sha256 is null ? "trained on this machine" : "as in the catalogue")}");
            }
        });
        return command;
    }

    internal static IEnumerable<string> Chosen(ModelLibrary library, string[] names) =>
        names.Length > 0
        ? names
        : library.Catalog.Entries.Where(entry => entry.Path is not null || File.Exists(library.ModelFile(entry.Name))).Select(entry => entry.Name);
}
