namespace Frugal.Site;

/// <summary>One of the two languages of the site.</summary>
/// <param name="Code">The language's code, which is also the name of its folder: <c>docs/CODE</c> and <c>artifacts/site/CODE</c>.</param>
/// <param name="Configuration">The name of its MkDocs configuration, at the root of the repository.</param>
public sealed record SiteLanguage(string Code, string Configuration)
{
    /// <summary>English.</summary>
    public static SiteLanguage English { get; } = new("en", "mkdocs.yml");

    /// <summary>French.</summary>
    public static SiteLanguage French { get; } = new("fr", "mkdocs.fr.yml");

    /// <summary>Both, English first.</summary>
    public static IReadOnlyList<SiteLanguage> Both { get; } = [English, French];

    /// <summary>Chooses the text in this language.</summary>
    public T Choose<T>(T english, T french) => this == English ? english : french;

    /// <inheritdoc/>
    public override string ToString() => Code;
}
