using System.Globalization;
using System.Text.Json;

namespace House.Tests;

/// <summary>A model's card quotes the catalogue, and the catalogue quotes the training.</summary>
public class ModelCardTests
{
    private static IEnumerable<TestCaseData> Entries()
    {
        using var catalogue = JsonDocument.Parse(File.ReadAllText(Path.Combine(Tree.Root, "models", "catalog.json")));
        foreach (var entry in catalogue.RootElement.GetProperty("entries").EnumerateArray().Where(entry => entry.TryGetProperty("metrics", out var metrics) && metrics.TryGetProperty("loss", out _)))
        {
            var metrics = entry.GetProperty("metrics");
            yield return new TestCaseData(
                entry.GetProperty("card").GetString(),
                metrics.GetProperty("accuracy").GetDouble(),
                metrics.GetProperty("loss").GetDouble()).SetArgDisplayNames(entry.GetProperty("name").GetString()!);
        }
    }

    [TestCaseSource(nameof(Entries))]
    public void The_card_gives_the_accuracy_and_the_loss_of_the_catalogue(string card, double accuracy, double loss)
    {
        var text = File.ReadAllText(Path.Combine(Tree.Root, "models", card));

        var row = text.Split('\n').Single(line => line.StartsWith("| Validation |", StringComparison.Ordinal));

        Assert.That(row, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"**{accuracy * 100:0.00}%**")));
        Assert.That(row, Does.EndWith(string.Create(CultureInfo.InvariantCulture, $"cross-entropy {loss:0.000} |")));
        var counted = row[(row.IndexOf('(', StringComparison.Ordinal) + 1)..row.IndexOf(')', StringComparison.Ordinal)].Split(' ');
        Assert.That(Number(counted[0]) / Number(counted[2]), Is.EqualTo(accuracy).Within(5e-5), "right of all");
    }

    [TestCase("tweets-minilm")]
    [TestCase("tweets-student")]
    public void The_card_of_a_model_for_tweets_gives_the_scores_of_the_catalogue(string name)
    {
        using var catalogue = JsonDocument.Parse(File.ReadAllText(Path.Combine(Tree.Root, "models", "catalog.json")));
        var metrics = catalogue.RootElement.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name).GetProperty("metrics");
        var tasks = metrics.EnumerateObject().Where(metric => metric.Name != "score").ToDictionary(metric => metric.Name, metric => metric.Value.GetDouble());

        var row = File.ReadAllText(Path.Combine(Tree.Root, "models", name + ".md")).Split('\n').Single(line => line.StartsWith("| Validation score |", StringComparison.Ordinal));

        Assert.That(row, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"**{metrics.GetProperty("score").GetDouble() * 100:0.0}**: ")));
        Assert.That(row, Does.Contain(string.Join(", ", tasks.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Key} {task.Value * 100:0.0}")))));
        Assert.That(tasks, Has.Count.EqualTo(4));
        Assert.That(tasks.Values.Average(), Is.EqualTo(metrics.GetProperty("score").GetDouble()).Within(6e-4));
    }

    [TestCase("tiny-chat", "questions", 200)]
    [TestCase("tiny-labels", "tweets", 1000)]
    public void The_card_of_a_chat_model_gives_the_score_of_the_catalogue(string name, string judged, int count)
    {
        using var catalogue = JsonDocument.Parse(File.ReadAllText(Path.Combine(Tree.Root, "models", "catalog.json")));
        var metrics = catalogue.RootElement.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name).GetProperty("metrics");
        var (accuracy, perplexity) = (metrics.GetProperty("accuracy").GetDouble(), metrics.GetProperty("perplexity").GetDouble());

        var row = File.ReadAllText(Path.Combine(Tree.Root, "models", $"{name}.md")).Split('\n').Single(line => line.StartsWith("| Held out |", StringComparison.Ordinal));

        Assert.That(row, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"**{accuracy * 100:0.0}%** of {count:N0} {judged}")).And.Contain(string.Create(CultureInfo.InvariantCulture, $": {accuracy * count:0} right")));
        Assert.That(row, Does.Contain(string.Create(CultureInfo.InvariantCulture, $"perplexity of validation dialogues {perplexity:0.00}")));
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
