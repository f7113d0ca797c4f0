using System.Text.Json;
using System.Text.RegularExpressions;

namespace House.Tests.Deployment;

/// <summary>Prometheus, its alerts and the Grafana dashboard: they ask for metrics that somebody gives.</summary>
public partial class MonitoringTests
{
    /// <summary>What the program gives at <c>/metrics</c>; a summary's sum and count belong to it.</summary>
    private static readonly string[] OfTheProgram = ["classification_time_seconds", "tweets_per_second", "cache_hit_rate", "errors_total", "memory_usage_mb"];

    /// <summary>What Prometheus and RabbitMQ's plugin <c>rabbitmq_prometheus</c> give.</summary>
    private static readonly string[] OfOthers = ["up", "rabbitmq_queue_messages_ready", "rabbitmq_queue_messages_unacked"];

    [Test]
    public void The_dashboard_and_the_alerts_ask_for_metrics_that_exist()
    {
        string[] known = [.. OfTheProgram, "classification_time_seconds_sum", "classification_time_seconds_count", .. OfOthers];

        foreach (var query in Queries().Concat(Alerts()))
        {
            Assert.That(Metrics(query), Is.SubsetOf(known).And.Not.Empty, query);
        }

        Assert.That(Queries().SelectMany(Metrics).Select(name => name.Replace("_sum", "", StringComparison.Ordinal).Replace("_count", "", StringComparison.Ordinal)), Is.SupersetOf(OfTheProgram), "each metric of the program is shown");
    }

    /// <summary>The names in the program's source, where the lab is part of the tree.</summary>
    [Test]
    public void The_program_gives_the_metrics()
    {
        var source = Tree.At("solutions", "tweet-pipeline", "TweetPipeline");
        if (!Directory.Exists(source))
        {
            Assert.Ignore("The lab tweet-pipeline is not in this tree.");
        }

        var text = string.Concat(Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.That(OfTheProgram.Where(name => !text.Contains($"\"{name}", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_panels_have_numbers_places_and_the_data_source_that_is_provisioned()
    {
        var panels = Dashboard().GetProperty("panels").EnumerateArray().ToList();
        var provisioned = DeploymentFiles.Yaml(DeploymentFiles.Read("grafana/provisioning/datasources/prometheus.yml"))[0].GetProperty("datasources")[0].GetProperty("uid").GetString();

        Assert.That(panels.Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
        Assert.That(panels.Select(panel => panel.GetProperty("datasource").GetProperty("uid").GetString()), Is.All.EqualTo(provisioned));
        var cells = panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(place =>
            from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
            from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
            select (x, y)).ToList();
        Assert.That(cells.Distinct().Count(), Is.EqualTo(cells.Count), "panels overlap");
        Assert.That(cells.Select(cell => cell.x), Is.All.LessThan(24));
    }

    [Test]
    public void Grafana_finds_the_dashboard_where_the_compose_file_puts_it()
    {
        var path = DeploymentFiles.Yaml(DeploymentFiles.Read("grafana/provisioning/dashboards/tweets.yml"))[0].GetProperty("providers")[0].GetProperty("options").GetProperty("path").GetString();

        Assert.That(DeploymentFiles.Read("compose.yaml"), Does.Contain($"./grafana/dashboards:{path}:ro"));
    }

    [Test, Category("Machine")]
    public void Promtool_accepts_the_configuration_and_the_alerts()
    {
        using var folder = new TemporaryFolder();   // promtool wants to see the file of the key too
        var key = folder.Write("api-key", "the key");
        folder.Write("alerts.yml", DeploymentFiles.Read("prometheus/alerts.yml"));
        var configuration = folder.Write("prometheus.yml", DeploymentFiles.Read("prometheus/prometheus.yml").Replace("/run/secrets/api-key", key, StringComparison.Ordinal));

        var (code, output) = InstalledProgram.Run(null, "promtool", "check", "config", configuration);

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain($"{Alerts().Count()} rules found"));
    }

    /// <summary>Every YAML file can be read, those of no other test too.</summary>
    [Test]
    public void Every_yaml_file_can_be_read() =>
        Assert.That(DeploymentFiles.Named(".yaml", ".yml").Select(file => DeploymentFiles.Yaml(DeploymentFiles.Read(file)).Count), Is.All.Positive);

    private static JsonElement Dashboard() => JsonDocument.Parse(DeploymentFiles.Read("grafana/dashboards/tweet-pipeline.json")).RootElement;

    private static IEnumerable<string> Queries() =>
        Dashboard().GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

    private static IEnumerable<string> Alerts() =>
        DeploymentFiles.Yaml(DeploymentFiles.Read("prometheus/alerts.yml"))[0].GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray()).Select(rule => rule.GetProperty("expr").GetString()!);

    /// <summary>The names in a query that are neither functions nor operators, nor inside brackets or braces.</summary>
    private static IEnumerable<string> Metrics(string query) =>
        Name().Matches(Brackets().Replace(query, "")).Select(match => match.Value).Where(name => name is not ("and" or "or" or "unless" or "by" or "without")).Distinct();

    [GeneratedRegex(@"\b[a-z_]\w*\b(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"\[[^\]]*\]|\{[^}]*\}")]
    private static partial Regex Brackets();
}
