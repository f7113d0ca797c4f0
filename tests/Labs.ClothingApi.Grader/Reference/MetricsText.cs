using System.Globalization;
using System.Text.RegularExpressions;

namespace Labs.ClothingApi.Grader;

/// <summary>Prometheus' text format, read strictly (prometheus.io/docs/instrumenting/exposition_formats, read 2026-11).</summary>
internal sealed partial class MetricsText
{
    private const string Look = "the table above ApiMetrics: names, labels and what is counted";
    private readonly string[] lines;
    private readonly string input;
    private readonly List<(string Name, string Labels, double Value)> samples = [];

    private MetricsText(string[] lines, string input) => (this.lines, this.input) = (lines, input);

    /// <summary>Reads an answer of /metrics.</summary>
    /// <exception cref="StudentFailure">Prometheus could not read it.</exception>
    public static MetricsText Read(Reply reply, string input)
    {
        Expect.For(input, "ApiMetrics.WriteAsync").Equal("the content type", reply.ContentType, "text/plain");
        var text = new MetricsText(reply.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries), input);
        foreach (var line in text.lines.Where(line => line[0] != '#'))
        {
            var sample = Sample().Match(line);
            Expect.For(input, "ApiMetrics.WriteAsync: CollectAndExportAsTextAsync writes the format").That(sample.Success, "lines that Prometheus can read", $"\"{line}\"");
            var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => $"{label.Groups[1].Value}={label.Groups[2].Value}").Where(label => !label.StartsWith("le=", StringComparison.Ordinal)).Order();
            text.samples.Add((sample.Groups["name"].Value, string.Join(",", labels), double.Parse(sample.Groups["value"].Value.Replace("Inf", "∞", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)));
        }

        return text;
    }

    /// <summary>Requires a metric of a type with exactly these labels, and its value, for a histogram the number of its observations.</summary>
    public void Has(string name, string type, double value, params (string Name, string Value)[] labels)
    {
        var wanted = string.Join(",", labels.Select(label => $"{label.Name}={label.Value}").Order());
        var shown = $"{name}{(labels.Length == 0 ? "" : $"{{{string.Join(", ", labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}")}";
        var series = type == "histogram" ? $"{name}_count" : name;
        var expect = Expect.For(input, Look);
        expect.That(lines.Contains($"# TYPE {name} {type}"), $"a {type} {name}", lines.FirstOrDefault(line => line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal)) ?? "no such metric");
        var same = samples.Where(sample => sample.Name == series).ToArray();
        expect.That(same.Any(sample => sample.Labels == wanted), shown, same.Length == 0 ? "no such sample" : $"the labels {string.Join(" and ", same.Take(3).Select(sample => sample.Labels.Length == 0 ? "(none)" : sample.Labels))}");
        expect.Near($"{shown}{(type == "histogram" ? ", observations" : "")}:", same.First(sample => sample.Labels == wanted).Value, value, 1e-9);
    }

    /// <summary>Requires the sum of a histogram's observations.</summary>
    public void Sums(string name, double sum, string what) =>
        Expect.For(input, Look).Near($"{name}_sum, {what},", samples.Where(sample => sample.Name == $"{name}_sum").Sum(sample => sample.Value), sum, sum * 1e-3);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*)\})? (?<value>[-+]?[0-9.eE+-]+|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)",?""")]
    private static partial Regex Label();
}
