using Frugal.Site.Building;

namespace Frugal.Cli.Commands.Site;

/// <summary>The site while it is served: it is built at the start and after each change, until the user ends it.</summary>
internal sealed class ServedSite(SiteBuilder builder, LocalServer server, Terminal terminal)
{
    /// <summary>How often it looks for changes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Serves until <paramref name="cancellation"/>, which is the user's way to end it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="FrugalException">The first build could not run: MkDocs is missing, or another build is running.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var watch = builder.Watch();
        watch.Interval = Interval;
        var serving = server.RunAsync(cancellation);
        try
        {
            await BuildAsync(cancellation);
            terminal.Output.WriteLine($"The site is at {server.Address} until you press Ctrl+C. It is built again when a source changes.");
            while (true)
            {
                var saved = await Task.Run(() => watch.Wait(cancellation), CancellationToken.None);
                cancellation.ThrowIfCancellationRequested();
                terminal.Output.WriteLine($"{saved[0]}{(saved.Count > 1 ? $" and {saved.Count - 1} more" : "")} saved");
                await BuildAgainAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await serving;
            return 0;
        }
    }

    /// <summary>Builds, and shows what came of it. Faults of the pages do not end the command: the user corrects them meanwhile.</summary>
    private async Task BuildAsync(CancellationToken cancellation)
    {
        try
        {
            terminal.Output.WriteLine(SiteProgress.Line(await SiteProgress.RunAsync(builder, terminal, cancellation)));
        }
        catch (SiteFaultsException failure)
        {
            SiteProgress.Print(failure, terminal);
        }
    }

    private async Task BuildAgainAsync(CancellationToken cancellation)
    {
        try
        {
            await BuildAsync(cancellation);
        }
        catch (FrugalException failure)
        {
            terminal.Warn(failure.Message);
        }
    }
}
