namespace Frugal.Site.Building;

/// <summary>A part of the site that is made, not written: diagrams, pages of notebooks, the API reference.</summary>
internal interface ISitePart
{
    /// <summary>What the progress line says while this part is added.</summary>
    string Name { get; }

    /// <summary>Writes this part's pages and files into the staged folders, both languages.</summary>
    /// <exception cref="FrugalException">Something that this part needs is wrong or missing; the message names file and line.</exception>
    Task AddAsync(SiteStage stage, CancellationToken cancellation);
}
