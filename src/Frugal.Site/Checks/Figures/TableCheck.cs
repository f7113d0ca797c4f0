using Frugal.Site.Building;

namespace Frugal.Site.Checks.Figures;

/// <summary>The generated tables of the written pages are those of the committed results.</summary>
internal sealed class TableCheck : ISiteCheck
{
    private const string Remedy = "Write the tables again: ./frugal site check --write-tables";

    /// <inheritdoc/>
    public string Name => "tables";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation)
    {
        var figures = new SiteFigures(site.Root);
        return
            from language in SiteLanguage.Both
            from page in site.Written(language)
            let text = site.Read(language, page)
            from block in SiteTables.Block().Matches(text)
            let fault = Fault(block.Value, language, figures)
            where fault is not null
            select new SiteFault($"docs/{language.Code}/{page}", text.AsSpan(0, block.Index).Count('\n') + 1 + fault.Value.Line, fault.Value.Text);
    }

    private static (int Line, string Text)? Fault(string block, SiteLanguage language, SiteFigures figures)
    {
        string[] written = block.Split('\n'), made;
        try
        {
            made = SiteTables.Fill(block, language, figures).Split('\n');
        }
        catch (FrugalException unknown)
        {
            return (0, unknown.Message);
        }

        for (var line = 0; line < Math.Max(written.Length, made.Length); line++)
        {
            if (line >= written.Length || line >= made.Length)
            {
                return (Math.Min(line, written.Length - 1), $"the table has {written.Length} lines, the committed results give {made.Length}. {Remedy}");
            }

            if (written[line] != made[line])
            {
                return (line, $"'{written[line]}' is not what the committed results give: '{made[line]}'. {Remedy}");
            }
        }

        return null;
    }
}
