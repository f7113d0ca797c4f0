using Frugal.Notebooks.Runner;

namespace Frugal.Site.Notebooks;

/// <summary>The errors of the notebooks' pages.</summary>
internal static class NotebookPageFault
{
    public static FrugalException NoTranslation(string name, string file) =>
        new($"{file}: the French text of notebooks/{name}.ipynb is missing. Translate its Markdown cells into that file, and copy its code cells.");

    public static FrugalException OtherCode(NotebookSource source, int cell, string? id) =>
        new($"{source.File(SiteLanguage.French)}: cell {cell}: the code of '{id}' is not that of {source.File(SiteLanguage.English)}. Copy the code cell from there.");

    public static FrugalException MissingCode(NotebookSource source, string? id) =>
        new($"{source.File(SiteLanguage.French)}: the code cell '{id}' of {source.File(SiteLanguage.English)} is missing. Copy it from there.");

    public static FrugalException Failed(string file, RunFailure failure) =>
        new($"{file}: {failure.ToString().ReplaceLineEndings(" ").TrimEnd('.')}. Correct the cell; './frugal notebook run {file}' runs this notebook alone.");

    public static FrugalException BrokenLink(string file, int cell, string link) =>
        new($"{file}: cell {cell}: the link '{link}' leads to no page of the site. Link to a notebook, or to a page of docs/en or docs/fr.");

    public static FrugalException ForeignImage(string file, int cell, string link) =>
        new($"{file}: cell {cell}: the image '{link}' is not in the notebook. Attach it to the cell, or show it from a code cell.");

    public static FrugalException TooLarge(string file, long bytes, int cell, long ofCell) =>
        new($"{file}: its page has {bytes / 1e6:0.0} MB, and at most {NotebookPage.MostBytes / 1e6:0.0} MB are allowed. Show less in cell {cell}, whose outputs have {ofCell / 1e6:0.0} MB.");

    public static FrugalException NoPlotly() =>
        new("The package Plotly.NET has no plotly.js, which draws the notebooks' charts. Use the version of Directory.Packages.props.");
}
