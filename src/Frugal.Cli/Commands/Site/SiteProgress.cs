using System.Globalization;
using Frugal.Cli.Rendering;
using Frugal.Reporting;
using Frugal.Site.Building;

namespace Frugal.Cli.Commands.Site;

/// <summary>Shows how the site is built, and what came of it.</summary>
internal static class SiteProgress
{
    /// <summary>Builds, with the current step on standard error.</summary>
    public static Task<SiteBuild> RunAsync(SiteBuilder builder, Terminal terminal, CancellationToken cancellation) =>
        ProgressLine.RunAsync(terminal, progress => builder.BuildAsync(progress, cancellation), cancellation);

    /// <summary>The line about a built site: <c>artifacts/site/index.html: 32 pages in en, 32 pages in fr, 11.4 s</c>.</summary>
    public static string Line(SiteBuild site) =>
        $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(site.Folder, "index.html"))}: "
        + string.Join(", ", site.Pages.Select(pages => $"{pages.Value} pages in {pages.Key}"))
        + string.Create(CultureInfo.InvariantCulture, $", {site.Seconds:0.0} s");

    /// <summary>Prints each fault in one line.</summary>
    public static void Print(SiteFaultsException failure, Terminal terminal)
    {
        foreach (var fault in failure.Faults)
        {
            terminal.Error.WriteLine($"frugal: {PlainText.Line(fault.ToString())}");
        }
    }
}
