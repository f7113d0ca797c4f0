using System.Text;
using Frugal;

namespace TweetPipeline.Reporting;

/// <summary>The files about a run, beside its results.</summary>
public static class ReportFiles
{
    private const string Summary = "summary.json";

    /// <summary>Writes <c>report.md</c>, <c>report.html</c>, <c>metrics.prom</c> and <c>summary.json</c>.</summary>
    /// <exception cref="FrugalException">A file cannot be written.</exception>
    public static void Write(string folder, RunSummary run)
    {
        Text("report.md", MarkdownReport.Of(run));
        Text("report.html", HtmlReport.Of(run));
        Text("metrics.prom", Metrics.Of(run));
        AtomicFile.WriteAllBytes(Path.Combine(folder, Summary), run.ToJson());

        void Text(string name, string text) => AtomicFile.WriteAllBytes(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The last run of a folder.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static RunSummary Read(string folder)
    {
        try
        {
            return RunSummary.FromJson(File.ReadAllBytes(Path.Combine(folder, Summary)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new FrugalException($"{folder}: there is no finished run ({failure.Message.TrimEnd('.')}). Give the folder of one: tweet-pipeline run tweets.csv --output {folder}.", failure);
        }
    }
}
