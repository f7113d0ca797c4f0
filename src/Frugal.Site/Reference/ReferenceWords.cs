namespace Frugal.Site.Reference;

/// <summary>The fixed words of the reference's pages in one language. What the comments say stays English.</summary>
/// <param name="Colon">A colon and what is before it: French has a narrow blank there.</param>
/// <param name="Note">What the first line of a page says of its language; empty where nothing is to be said.</param>
internal sealed record ReferenceWords(string Colon, string Note)
{
    public required string Title { get; init; }

    public required string Back { get; init; }

    public required string Package { get; init; }

    public required string Packages { get; init; }

    public required string TypeParameters { get; init; }

    public required string Parameters { get; init; }

    public required string Returns { get; init; }

    public required string Exceptions { get; init; }

    public required string Remarks { get; init; }

    public required string Values { get; init; }

    public required string Members { get; init; }

    public required string Constructor { get; init; }

    public static ReferenceWords Of(SiteLanguage language) => language.Choose(English, French);

    private static ReferenceWords English { get; } = new(":", "")
    {
        Title = "API reference",
        Back = "All namespaces",
        Package = "Package",
        Packages = "Packages",
        TypeParameters = "Type parameters",
        Parameters = "Parameters",
        Returns = "Returns",
        Exceptions = "Exceptions",
        Remarks = "Remarks",
        Values = "Values",
        Members = "Members",
        Constructor = "Constructor",
    };

    private static ReferenceWords French { get; } = new("\u00A0:", "Les descriptions de cette page sont en anglais, comme le code d'où elles viennent.")
    {
        Title = "Référence de l'API",
        Back = "Tous les espaces de noms",
        Package = "Paquet",
        Packages = "Paquets",
        TypeParameters = "Paramètres de type",
        Parameters = "Paramètres",
        Returns = "Renvoie",
        Exceptions = "Exceptions",
        Remarks = "Remarques",
        Values = "Valeurs",
        Members = "Membres",
        Constructor = "Constructeur",
    };
}
