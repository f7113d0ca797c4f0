using System.Security.Cryptography;
using System.Text;
using Frugal.Notebooks.Export;

namespace Frugal.Site.Notebooks;

/// <summary>
/// Notebooks as single C# files, as <c>frugal notebook export</c> writes them. An export compiles the notebook, so the files are kept in <c>artifacts/site-notebooks</c>, by the
/// notebook's content and by the file's place, on which its paths depend.
/// </summary>
/// <param name="root">The repository.</param>
/// <param name="language">The language of the comments.</param>
internal sealed class NotebookPrograms(string root, SiteLanguage language)
{
    /// <summary>The C# file; null if the notebook does not fit in one.</summary>
    public string? Of(NotebookSource source)
    {
        var notebook = source.In(language);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Program(language)}\n{notebook}")))[..16];
        var kept = Path.Combine(ExecutedNotebooks.Folder(root), $"{source.Name}.{language}.{key}.cs");
        if (!File.Exists(kept))
        {
            AtomicFile.WriteAllBytes(kept, Encoding.UTF8.GetBytes(Export(source) ?? ""));
        }

        return File.ReadAllText(kept) is { Length: > 0 } text ? text : null;
    }

    private string? Export(NotebookSource source)
    {
        try
        {
            return CSharpExport.Of(source.In(language), new ExportOptions
            {
                NotebookFolder = Path.GetDirectoryName(Path.Combine(root, source.File(language)))!,
                OutputFolder = Path.GetDirectoryName(Path.Combine(root, source.Program(language)))!,
                Repository = root,
            });
        }
        catch (FrugalException)
        {
            return null;   // a cell that no single file can hold; the notebook itself runs
        }
    }
}
