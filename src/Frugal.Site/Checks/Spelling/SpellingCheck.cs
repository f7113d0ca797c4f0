using Frugal.Site.Building;

namespace Frugal.Site.Checks.Spelling;

/// <summary>Every word of the pages, READMEs and notebooks is in the dictionary of its language, British English or French, or in the project's own list.</summary>
/// <param name="hunspell">The program.</param>
internal sealed class SpellingCheck(Hunspell hunspell) : ISiteCheck
{
    /// <summary>The check with the machine's hunspell.</summary>
    public SpellingCheck() : this(new Hunspell()) { }

    /// <inheritdoc/>
    public string Name => "spelling";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation)
    {
        var texts = SiteLanguage.Both.ToDictionary(language => language, language => SpelledFiles.Words(site, language).ToList());
        var words = texts.Values.SelectMany(list => list.SelectMany(found => found.Word.Parts)).Distinct(StringComparer.Ordinal).ToList();
        var lexicons = SiteLanguage.Both.ToDictionary(language => language, language => new Lexicon(WordList.Read(site.Root, language), hunspell.Unknown(language.Choose("en_GB", "fr"), words, cancellation)));
        return lexicons.Values.SelectMany(lexicon => lexicon.Own.Disorder()).Concat(SiteLanguage.Both.SelectMany(language =>
            from found in texts[language]
            let own = lexicons[language]
            where !own.Has(found.Word) && !(found.Word.IsQuoted && lexicons.Values.Any(lexicon => lexicon.Has(found.Word)))
            select new SiteFault(found.File, found.Word.Line, $"'{found.Word.Text}' is not in the {language.Choose("British English", "French")} dictionary. Correct it; a term of the field or a name goes into {own.Own.Name}, a word of the other language into italics or quotation marks")));
    }

    private sealed record Lexicon(WordList Own, IReadOnlySet<string> Unknown)
    {
        public bool Has(ProseWord word) => Own.Has(word.Text) || word.Parts.All(part => part.Length == 1 || Own.Has(part) || !Unknown.Contains(part));
    }
}
