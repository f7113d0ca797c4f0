using System.Globalization;
using System.Text.Json;

namespace House.Tests;

/// <summary>The READMEs quote the committed results of <c>frugal start --json</c>, one per processor, and nothing else.</summary>
public class ReadmeFiguresTests
{
    [TestCase("README.md", "en")]
    [TestCase("README.fr.md", "fr")]
    public void The_figures_are_those_of_the_committed_results(string readme, string language)
    {
        var text = File.ReadAllText(Path.Combine(Tree.Root, readme));
        var quoted = text[(text.IndexOf("begin -->", StringComparison.Ordinal) + 9)..text.IndexOf("<!-- figures:end", StringComparison.Ordinal)];

        var results = Directory.GetFiles(Path.Combine(Tree.Root, "bench", "results"), "start-*.json");
        Assert.That(results, Is.Not.Empty);
        foreach (var result in results)
        {
            using var measured = JsonDocument.Parse(File.ReadAllText(result));
            var table = language == "en" ? Table(measured.RootElement, English) : Table(measured.RootElement, French).Replace('.', ',');

            Assert.That(quoted, Does.Contain(table), $"Copy this into {readme}:\n{table}");
            Assert.That(quoted, Does.Contain($"bench/results/{Path.GetFileName(result)}"));
        }
    }

    private static readonly string[] English = ["file", "one picture, one thread", "memory of its own", "right on validation photos", "MB", "x smaller", "x faster", "%"];

    private static readonly string[] French = ["fichier", "une image, un fil d'exécution", "mémoire propre", "justes sur les photos de validation", "Mo", " fois plus petit", " fois plus rapide", " %"];

    private static string Table(JsonElement result, string[] words)
    {
        var models = result.GetProperty("models").EnumerateArray().ToArray();
        return string.Join('\n',
            Row("", models, m => Text(m, "format")),
            "|---|" + string.Concat(models.Select(_ => "---|")),
            Row(words[0], models, m => Number(Value(m, "bytes") / 1e6, "0.00") + $" {words[4]}" + Versus(m, "bytes", words[5])),
            Row(words[1], models, m => Number(Value(m, "latency", "p50_ms"), "0.000") + " ms" + Versus(m, "latency", words[6])),
            Row(words[2], models, m => Number(Value(m, "ram", "anonymous_bytes") / 1e6, "0.0") + $" {words[4]}"),
            Row(words[3], models, m => Number(Value(m, "accuracy") * 100, "0.0") + words[7]));
    }

    private static string Row(string name, JsonElement[] models, Func<JsonElement, string> cell) => $"| {name} | {string.Join(" | ", models.Select(cell))} |";

    private static string Versus(JsonElement model, string figure, string words)
    {
        var versus = model.GetProperty("versus");
        return versus.ValueKind == JsonValueKind.Null || versus.GetProperty(figure).GetDouble() < 1.2
            ? ""
            : $", {Number(versus.GetProperty(figure).GetDouble(), "0.0")}{words}";
    }

    private static double Value(JsonElement model, params string[] path) => path.Aggregate(model, (at, name) => at.GetProperty(name)).GetDouble();

    private static string Text(JsonElement model, string name) => model.GetProperty(name).GetString()!;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
