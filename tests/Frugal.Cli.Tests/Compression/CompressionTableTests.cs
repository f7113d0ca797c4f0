using System.Text.RegularExpressions;
using Frugal.Cli.Rendering;
using Frugal.Cli.Report;

namespace Frugal.Cli.Tests.Compression;

/// <summary>The reports of <c>frugal compress</c>.</summary>
public partial class CompressionTableTests
{
    [Test]
    public void Candidates_by_size_with_what_became_of_them() => GoldenConsole.Check("compression.txt", new CompressionTable(SampleCompression.Create("80 KB, 1 ms")));

    [Test]
    public void The_table_fits_a_terminal_of_80_columns() =>
        Assert.That(File.ReadLines(Tree.At("tests/Frugal.Cli.Tests/golden/compression.txt")).Where(line => line.Contains('%') && !line.Contains(':')), Has.Exactly(6).Matches<string>(line => line!.Length <= 80));

    [Test]
    public void The_page_works_offline_and_says_everything_in_both_languages()
    {
        var page = new CompressionPage(SampleCompression.Create("80 KB, 1 ms"), script: null).Render();

        Assert.Multiple(() =>
        {
            Assert.That(Address().Matches(page), Is.Empty, "no address is fetched");
            Assert.That(Regex.Count(page, "lang=\"en\""), Is.EqualTo(Regex.Count(page, "lang=\"fr\"") + 1), "and <html lang=\"en\">");
            Assert.That(Regex.Count(page, "<div data-chart="), Is.EqualTo(3), "size, latency and memory");
            Assert.That(page, Does.Contain("<span lang=\"en\">The budget is not met. Nearest: -75% int8, 100 KB instead of 4.80 MB, 0.120 ms").And.Contain("<span lang=\"fr\">Le budget n’est pas tenu. Le plus proche : -75% int8, 100 Ko au lieu de 4,80 Mo").And.Contain("3,2").And.Contain("its smallest form takes 350 KB"));
        });
    }

    [Test]
    public void The_charts_show_what_is_kept_and_their_script_once()
    {
        var page = new CompressionPage(SampleCompression.Create(), script: "window.Plotly = 'here';").Render();

        Assert.That(Regex.Count(page, "window.Plotly = 'here'"), Is.EqualTo(1));
        Assert.That(page, Does.Contain("\"-75% int8\"").And.Not.Contain("\"-75% int4\""), "what loses too much is in the table alone");
        Assert.That(page, Does.Contain("le meilleur, front").And.Contain("perd trop"));
    }

    [GeneratedRegex(@"(?:src|href|url)\s*[=(]\s*[""']?(?!data:)[a-z/]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
