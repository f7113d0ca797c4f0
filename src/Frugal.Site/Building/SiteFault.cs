namespace Frugal.Site.Building;

/// <summary>Something wrong on the site, at a place of the repository.</summary>
/// <param name="File">The file, relative to the repository, with <c>/</c>.</param>
/// <param name="Line">The line, counted from 1; null if the fault has none.</param>
/// <param name="Text">What is wrong and what to do, in one line.</param>
internal sealed record SiteFault(string File, int? Line, string Text)
{
    /// <summary><c>docs/fr/labs/index.md:12: link to 'x.md' leads nowhere</c>.</summary>
    public override string ToString() => $"{File}{(Line is { } line ? $":{line}" : "")}: {Text}";
}
