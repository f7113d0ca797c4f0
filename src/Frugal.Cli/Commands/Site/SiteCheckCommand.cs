using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Reporting;
using Frugal.Site.Checks;
using Frugal.Site.Checks.Figures;

namespace Frugal.Cli.Commands.Site;

/// <summary><c>frugal site check</c>: checks the written pages and the built site, and prints one line per fault.</summary>
/// <remarks>Exit codes: 0 no fault; 1 at least one, or a program is missing.</remarks>
internal static class SiteCheckCommand
{
    public static Command Create(Func<string> root, IReadOnlyList<ISiteCheck> checks)
    {
        var write = new Option<bool>("--write-tables") { Description = "Write the generated tables of the pages again from bench/results, and check nothing." };
        var command = new Command("check", "Check the built site: pages, links, weights, figures, spelling. ./frugal test adds accessibility.") { write };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var site = new CheckedSite(root());
            if (parsed.GetValue(write))
            {
                foreach (var page in SiteTables.Renew(site))
                {
                    terminal.Output.WriteLine(page);
                }

                return 0;
            }

            var faults = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(SiteChecks.Run(site, checks, progress, cancellation)), cancellation);
            foreach (var fault in faults)
            {
                terminal.Output.WriteLine(PlainText.Line(fault.ToString()));
            }

            terminal.Output.WriteLine(faults.Count == 0 ? $"site checked: {site.Built.Count} pages, no faults" : $"site checked: {site.Built.Count} pages, {faults.Count} faults");
            return faults.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
