using System.Text.RegularExpressions;
using Frugal.Charts.Formatting;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Runner;
using Frugal.Site.Building;

namespace Frugal.Site.Notebooks;

/// <summary>Runs one notebook, as <see cref="NotebookRunner.RunAsync"/> does.</summary>
internal delegate Task<NotebookRun> RunNotebook(string path, Action<string> progress, CancellationToken cancellation);

/// <summary>
/// One page per notebook, <c>notebooks/NN-subject.md</c>, in both languages: the text of the language's own notebook, and the outputs of one run of the English one.
/// Beside it the files to download, and once per language the script that draws charts.
/// </summary>
/// <param name="run">Runs a notebook that has changed; the project's runner by default.</param>
internal sealed partial class NotebookPart(RunNotebook? run = null) : ISitePart
{
    /// <summary>plotly.js and the script that calls it, below the language's folder.</summary>
    public const string Plotly = "assets/plotly.min.js", Drawing = "assets/charts.js";

    /// <summary>Cells train small networks, which takes long on a machine that does other work too.</summary>
    private static readonly NotebookRunOptions Options = new() { Host = SelfCommand.NotebookHost, Timeout = TimeSpan.FromMinutes(15) };

    private readonly RunNotebook run = run ?? new NotebookRunner(Options).RunAsync;

    /// <inheritdoc/>
    public string Name => "Executing changed notebooks";

    /// <inheritdoc/>
    public IReadOnlyList<string> Sources => ["notebooks"];

    /// <inheritdoc/>
    public async Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        var sources = Load(stage.Root);
        var executed = new ExecutedNotebooks(stage.Root, run);
        var pages = SiteLanguage.Both.ToDictionary(language => language, language => new NotebookPages(stage, language, sources.Select(source => source.Name).ToHashSet()));
        foreach (var source in sources)
        {
            var ran = await executed.OfAsync(source, stage.Progress, cancellation).ConfigureAwait(false);
            foreach (var language in SiteLanguage.Both)
            {
                pages[language].Write(source, ran);
            }
        }

        foreach (var language in SiteLanguage.Both.Where(language => pages[language].Charts))
        {
            stage.Write(language, Plotly, PlotlyScript.Read() ?? throw NotebookPageFault.NoPlotly());
            stage.Write(language, Drawing, $"{{\n{ChartFormatters.Drawing}\n}}\n");
        }
    }

    /// <summary>The notebooks in order of their numbers, each in both languages, before any of them is executed.</summary>
    private static IReadOnlyList<NotebookSource> Load(string root)
    {
        var folder = Path.Combine(root, "notebooks");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.ipynb").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => Numbered().IsMatch(name)).Order(StringComparer.Ordinal).Select(name => NotebookSource.Load(root, name))]
            : [];
    }

    [GeneratedRegex("^[0-9]{2}-[a-z0-9-]+$")]
    private static partial Regex Numbered();
}
