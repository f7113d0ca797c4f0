using System.CommandLine;
using Frugal.Site.Building;

namespace Frugal.Cli.Commands.Site;

/// <summary><c>frugal site serve</c>: builds the site, serves it to this machine, and builds it again when a source changes.</summary>
internal static class SiteServeCommand
{
    private static readonly int[] Ports = [8000, 8001, 8765, 0];

    public static Command Create(Func<SiteBuilder> builder)
    {
        var port = new Option<int?>("--port") { Description = "Port on 127.0.0.1, 1 to 65535; default: the first free one of 8000, 8001 and 8765.", HelpName = "NUMBER" };
        port.Validators.Add(parsed =>
        {
            if (parsed.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= 65535))
            {
                parsed.AddError($"--port {token.Value}: must be a whole number from 1 to 65535.");
            }
        });
        var command = new Command("serve", "Build the site, serve it on a local address, and build it again when a page or another source changes.") { port };
        command.SetAction(async (parsed, cancellation) =>
        {
            var site = builder();
            using var server = Open(site.Folder, parsed.GetValue(port));
            return await new ServedSite(site, server, Terminal.Of(parsed)).RunAsync(cancellation);
        });
        return command;
    }

    private static LocalServer Open(string folder, int? port) =>
        LocalServer.Open(port is { } chosen ? [chosen] : Ports, path => LocalServer.FileIn(folder, path))
        ?? throw new FrugalException(port is null
            ? "127.0.0.1: no port is free for the site. Choose one with --port, or open artifacts/site/index.html after 'frugal site build'."
            : $"--port {port}: the port is taken on 127.0.0.1. Choose another, or leave the option out.");
}
