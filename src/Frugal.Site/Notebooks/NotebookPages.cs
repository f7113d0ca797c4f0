using Frugal.Site.Building;

namespace Frugal.Site.Notebooks;

/// <summary>Writes the pages of the notebooks in one language, and the files to download beside them.</summary>
/// <param name="stage">The stage.</param>
/// <param name="language">The language.</param>
/// <param name="names">All notebooks, without extension: they may link to each other.</param>
internal sealed class NotebookPages(SiteStage stage, SiteLanguage language, IReadOnlySet<string> names)
{
    private readonly NotebookLinks links = new(stage, language, names);
    private readonly NotebookPrograms programs = new(stage.Root, language);

    /// <summary>Whether a page written so far has a chart.</summary>
    public bool Charts { get; private set; }

    /// <summary>Writes the page of a notebook, the notebook itself, and the same as one C# file if it can be exported.</summary>
    public void Write(NotebookSource source, ExecutedNotebook executed)
    {
        var program = programs.Of(source);
        var page = NotebookPage.Of(source.In(language), executed, new(source.File(language), links), new NotebookHead(language).Of(source, executed.Note, program is not null));
        stage.Write(language, $"notebooks/{source.Name}.md", page.Text);
        stage.Write(language, $"notebooks/{source.Name}.ipynb", source.In(language).ToString());
        if (program is not null)
        {
            stage.Write(language, $"notebooks/{source.Name}.cs", program);
        }

        Charts |= page.Charts;
    }
}
