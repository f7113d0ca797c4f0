using Frugal.Notebooks.Ipynb;

namespace Frugal.Site.Notebooks;

/// <summary>A notebook of the course in both languages: the same code cells, each with its own text.</summary>
/// <param name="Name">The file's name without its extension: <c>00-start-here</c>.</param>
/// <param name="English">The notebook that is executed.</param>
/// <param name="French">The French text over the same cells.</param>
internal sealed record NotebookSource(string Name, Notebook English, Notebook French)
{
    /// <summary>The notebook in a language.</summary>
    public Notebook In(SiteLanguage language) => language.Choose(English, French);

    /// <summary>The file in a language, relative to the repository.</summary>
    public string File(SiteLanguage language) => FileOf(Name, language);

    /// <summary>The C# file to which <c>frugal notebook export</c> writes it in a language, relative to the repository.</summary>
    public string Program(SiteLanguage language) => language.Choose($"artifacts/notebooks/{Name}.cs", $"artifacts/notebooks/fr/{Name}.cs");

    /// <summary>Reads a notebook in both languages.</summary>
    /// <exception cref="FrugalException">A file is faulty, the translation is missing, or its code cells are not those of the English notebook.</exception>
    public static NotebookSource Load(string root, string name)
    {
        var source = new NotebookSource(name, Read(root, name, SiteLanguage.English), Read(root, name, SiteLanguage.French));
        source.RequireSameCode();
        return source;
    }

    private static Notebook Read(string root, string name, SiteLanguage language)
    {
        var file = FileOf(name, language);
        var path = Path.Combine(root, file);
        return System.IO.File.Exists(path) ? Notebook.Parse(System.IO.File.ReadAllText(path), file) : throw NotebookPageFault.NoTranslation(name, file);
    }

    private static string FileOf(string name, SiteLanguage language) => language.Choose($"notebooks/{name}.ipynb", $"notebooks/fr/{name}.ipynb");

    private void RequireSameCode()
    {
        var english = English.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => (cell.Id, cell.Source)).ToHashSet();
        foreach (var (index, cell) in French.Cells.Index().Where(entry => entry.Item.Kind == CellKind.Code))
        {
            if (!english.Remove((cell.Id, cell.Source)))
            {
                throw NotebookPageFault.OtherCode(this, index + 1, cell.Id);
            }
        }

        if (english.Count > 0)
        {
            throw NotebookPageFault.MissingCode(this, english.First().Id);
        }
    }
}
