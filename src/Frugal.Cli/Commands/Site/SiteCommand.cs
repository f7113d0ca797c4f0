using System.CommandLine;
using Frugal.Grading.Authoring;
using Frugal.Site;
using Frugal.Site.Building;

namespace Frugal.Cli.Commands.Site;

/// <summary><c>frugal site</c>: the commands for the course site.</summary>
internal static class SiteCommand
{
    public static Command Create() => Create(() => new(Course.Find().Root, SiteParts.All, MkDocs.OnPath()));

    internal static Command Create(Func<SiteBuilder> builder) => new("site", "Build, serve and check the course site.")
    {
        SiteBuildCommand.Create(builder),
        SiteServeCommand.Create(builder),
    };
}
