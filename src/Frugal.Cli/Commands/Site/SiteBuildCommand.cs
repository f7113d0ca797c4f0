using System.CommandLine;
using System.Text.Json;
using Frugal.Site.Building;

namespace Frugal.Cli.Commands.Site;

/// <summary><c>frugal site build</c>: builds both languages strictly into artifacts/site.</summary>
internal static class SiteBuildCommand
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(Func<SiteBuilder> builder)
    {
        var json = CommandLine.Json();
        var command = new Command("build", "Build both languages into artifacts/site, a folder for any web server or the disk. Needs MkDocs.") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            try
            {
                var site = await SiteProgress.RunAsync(builder(), terminal, cancellation);
                terminal.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(site, Layout) : SiteProgress.Line(site));
                return 0;
            }
            catch (SiteFaultsException failure)
            {
                SiteProgress.Print(failure, terminal);
                return 1;
            }
        });
        return command;
    }
}
