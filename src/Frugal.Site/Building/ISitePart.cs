namespace Frugal.Site.Building;

/// <summary>A part of the site that is made, not written: diagrams, pages of notebooks, the API reference.</summary>
internal interface ISitePart
{
    /// <summary>What the progress line says while this part is added.</summary>
    string Name { get; }

    /// <summary>The files and folders from which this part is made, relative to the repository: <c>frugal site serve</c> builds again when one of them changes.</summary>
    IReadOnlyList<string> Sources => [];

    /// <summary>
    /// Writes this part's pages and files into the staged folders, both languages. The written pages are staged before, and the parts before this one have
    /// been added: a part may read and rewrite them (<see cref="SiteStage.Read"/>, <see cref="SiteStage.Write(SiteLanguage, string, string)"/>).
    /// </summary>
    /// <exception cref="FrugalException">Something that this part needs is wrong or missing; the message names file and line.</exception>
    Task AddAsync(SiteStage stage, CancellationToken cancellation);
}
