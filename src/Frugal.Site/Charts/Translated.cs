namespace Frugal.Site.Charts;

/// <summary>A text in both languages.</summary>
internal sealed record Translated(string English, string French);
