using System.Diagnostics;

namespace Browser.Tests.Site;

/// <summary>The course site, built once for all tests of this namespace and served below a path of some depth.</summary>
[SetUpFixture]
public sealed class BuiltSite
{
    private static SiteServer server = null!;

    /// <summary>The folder with both languages.</summary>
    public static string Folder { get; } = Tree.At("artifacts", "site");

    /// <summary>Where the server has the site, with a slash at its end.</summary>
    public static string Address => server.Address;

    /// <summary>The same site from the disk.</summary>
    public static string OnDisk { get; } = new Uri(Folder + Path.DirectorySeparatorChar).AbsoluteUri;

    [OneTimeSetUp]
    public async Task Build()
    {
        var clock = Stopwatch.StartNew();
        using var build = StartBuild();
        var output = Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await Patience.For(TimeSpan.FromMinutes(2)).WaitForExitAsync(build, "the site's build", output);
        Assert.That(build.ExitCode, Is.Zero, string.Concat(await output));
        TestContext.Progress.WriteLine($"The site was built in {clock.Elapsed.TotalSeconds:0.0} s.");
        server = await SiteServer.Start(Folder);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>The pages of a language, relative to its folder.</summary>
    public static IReadOnlyList<string> Pages(string language) =>
        [.. Directory.GetFiles(Path.Combine(Folder, language), "*.html", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Folder, language), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static Process StartBuild()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "mkdocs"))))
        {
            MissingTool.Report("mkdocs, which builds the site, is not installed.");
        }

        return Process.Start(new ProcessStartInfo("bash", [Tree.At("docs", "build.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
