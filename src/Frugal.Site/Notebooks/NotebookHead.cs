namespace Frugal.Site.Notebooks;

/// <summary>What stands below the title of a notebook's page: downloads, how to open it, and where its figures come from.</summary>
/// <param name="language">The page's language.</param>
internal sealed class NotebookHead(SiteLanguage language)
{
    /// <summary>The Markdown.</summary>
    /// <param name="source">The notebook.</param>
    /// <param name="note">How it was run.</param>
    /// <param name="program">Whether the notebook can be downloaded as one C# file.</param>
    public string Of(NotebookSource source, RunNote note, bool program)
    {
        var name = source.Name;
        var download = $"[{language.Choose("Download the notebook", "Télécharger le notebook")}]({name}.ipynb){{ .md-button download }}";
        var file = program ? $" [{language.Choose("Download it as one C# file", "Le télécharger en un fichier C#")}]({name}.cs){{ .md-button download }}" : "";
        var open = language.Choose(
            $"Open it in VS Code: `code {source.File(language)}` in the folder of your clone, then choose the kernel *.NET (C#)*; [how](../notebooks.md).",
            $"L'ouvrir dans VS Code : `code {source.File(language)}` dans le dossier de votre clone, puis choisir le noyau *.NET (C#)* ; [mode d'emploi](../notebooks.md).");
        var run = program
            ? language.Choose($" Run the C# file: save it as `{source.Program(language)}` in the clone, then `dotnet run {source.Program(language)}`.",
                $" Exécuter le fichier C# : l'enregistrer sous `{source.Program(language)}` dans le clone, puis `dotnet run {source.Program(language)}`.") : "";
        return $"{download}{file}\n\n{open}{run}\n\n{Origin(note)}";
    }

    private string Origin(RunNote note)
    {
        var software = $"ONNX Runtime {note.Software.OnnxRuntime}, TorchSharp {note.Software.TorchSharp}{language.Choose(" and", " et")} .NET {note.Software.Dotnet}";
        return language.Choose(
            $"*Figures on this page come from one run on {note.Processor}, with {software}. It took {Duration(note.Seconds)}; your figures will differ.*",
            $"*Les chiffres de cette page viennent d'une seule exécution sur {note.Processor}, avec {software}. Elle a duré {Duration(note.Seconds)} ; vos chiffres seront différents.*");
    }

    /// <summary>The same in both languages: <c>2 min 5 s</c>.</summary>
    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time.TotalMinutes < 1 ? $"{time.Seconds} s" : $"{(int)time.TotalMinutes} min {time.Seconds} s";
    }
}
