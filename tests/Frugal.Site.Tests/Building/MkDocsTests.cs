using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class MkDocsTests
{
    [Test]
    public void A_missing_program_is_reported_with_what_to_install()
    {
        using var site = new SmallSite();

        Assert.That(() => site.BuildAsync(new MkDocs(site.Root), default),
            Throws.TypeOf<FrugalException>().With.Message.StartsWith("mkdocs: the program is not on the PATH").And.Message.Contains("mkdocs mkdocs-material"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task The_program_is_asked_for_a_strict_build_of_one_language_and_its_words_are_kept()
    {
        using var site = new SmallSite();
        Script(site, "echo \"$@\"; pwd; echo beside >&2; exit 3");

        var run = await new MkDocs(site["bin"]).BuildAsync(site.Root, SiteLanguage.French, site["out"], default);

        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Output, Does.StartWith($"build --strict --clean --config-file {site["mkdocs.fr.yml"]} --site-dir {site["out"]}\n").And.EndsWith($"{Path.GetFileName(site.Root)}\nbeside\n"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task Both_languages_are_built_at_the_same_time()
    {
        using var site = new SmallSite();
        Script(site, """
            case "$*" in *fr.yml*) mine=fr other=en ;; *) mine=en other=fr ;; esac
            : >"$mine.started"
            until [ -e "$other.started" ]; do sleep 0.02; done
            mkdir -p "${!#}"
            """);

        await Patience.For(TimeSpan.FromSeconds(20)).WaitAsync(site.BuildAsync(new MkDocs(site["bin"]), default), "each language waits for the other");

        Assert.That(Directory.Exists(site["artifacts/site/fr"]));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task A_cancelled_run_ends_the_program_and_its_children()
    {
        using var site = new SmallSite();
        using var stop = new CancellationTokenSource();
        Script(site, $"""
            (sleep 600; : >"{site["late"]}") &
            echo $! >"{site["child"]}.part"; mv "{site["child"]}.part" "{site["child"]}"
            wait
            """);
        var run = new MkDocs(site["bin"]).BuildAsync(site.Root, SiteLanguage.English, site["out"], stop.Token);
        var patience = Patience.For(TimeSpan.FromSeconds(20));
        await patience.UntilAsync(() => File.Exists(site["child"]), "the script starts");

        await stop.CancelAsync();

        Assert.That(async () => await patience.WaitAsync(run, "the run ends"), Throws.InstanceOf<OperationCanceledException>());
        await patience.UntilAsync(() => !Directory.Exists($"/proc/{site.Read("child").Trim()}"), "the child ends");
    }

    private static void Script(SmallSite site, string text)
    {
        var file = site.Write("bin/mkdocs", $"#!/usr/bin/env bash\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
