using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Serving.Metrics;

/// <summary>A named metric.</summary>
public abstract partial class Metric
{
    private readonly string help;
    private readonly string type;

    private protected Metric(string name, string help, string type, IReadOnlyList<string> labels)
    {
        Name = Allowed(name);
        Labels = [.. labels.Select(Allowed)];
        (this.help, this.type) = (help, type);
    }

    /// <summary>The metric's name: <c>predictions_total</c>.</summary>
    public string Name { get; }

    /// <summary>The label names.</summary>
    public IReadOnlyList<string> Labels { get; }

    internal void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
        WriteSamples(text);
    }

    private protected abstract void WriteSamples(StringBuilder text);

    /// <summary><c>name{labels} value</c>.</summary>
    private protected static void Sample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private protected static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary><c>name="value",...</c>, with backslash, quote and line feed escaped.</summary>
    private protected string Format(IReadOnlyList<string> values)
    {
        if (values.Count != Labels.Count)
        {
            throw new FrugalException($"{Name}: {values.Count} label values given; it has {Labels.Count} labels ({string.Join(", ", Labels)}).");
        }

        return string.Join(',', Labels.Zip(values, (label, value) => $"{label}=\"{Escape(value)}\""));
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Allowed(string name) => NamePattern().IsMatch(name)
        ? name
        : throw new FrugalException($"'{name}' is not a valid name of a metric or label. Allowed are letters, digits and underscores, not beginning with a digit.");

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex NamePattern();
}
