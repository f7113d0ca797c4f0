using Frugal.Site.Building;

namespace Browser.Tests.Site;

/// <summary>The course site, built once for all tests of this namespace and served below a path of some depth.</summary>
[SetUpFixture]
public sealed class BuiltSite
{
    private static SiteCopy copy = null!;
    private static SiteServer server = null!;

    /// <summary>The folder with both languages.</summary>
    public static string Folder => copy.Folder;

    /// <summary>Where the server has the site, with a slash at its end.</summary>
    public static string Address => server.Address;

    /// <summary>The same site from the disk.</summary>
    public static string OnDisk => new Uri(Folder + Path.DirectorySeparatorChar).AbsoluteUri;

    [OneTimeSetUp]
    public async Task Build()
    {
        if (MkDocs.OnPath().Program is null)
        {
            MissingTool.Report("mkdocs, which builds the course site, is not installed.");
        }

        copy = new SiteCopy();
        var built = await copy.BuildAsync();
        TestContext.Progress.WriteLine($"The site was built in {built.Seconds:0.0} s.");
        server = await SiteServer.Start(Folder);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        copy?.Dispose();
    }

    /// <summary>The HTML of a page.</summary>
    public static string Read(string language, string page) => File.ReadAllText(Path.Combine(Folder, language, page));

    /// <summary>The pages of a language, relative to its folder.</summary>
    public static IReadOnlyList<string> Pages(string language) =>
        [.. Directory.GetFiles(Path.Combine(Folder, language), "*.html", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Folder, language), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
