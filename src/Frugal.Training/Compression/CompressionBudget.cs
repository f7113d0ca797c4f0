using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Compression;

/// <summary>The limits on a model's cost; null means no limit.</summary>
public sealed record CompressionBudget
{
    /// <summary>Maximum size on disk.</summary>
    public ByteSize? Bytes { get; init; }

    /// <summary>Maximum median latency of one call.</summary>
    public Milliseconds? Latency { get; init; }

    /// <summary>Maximum peak of anonymous memory, above that of the bare runtime.</summary>
    public ByteSize? Ram { get; init; }

    /// <summary>Maximum multiply-accumulates of one call.</summary>
    public long? Macs { get; init; }

    /// <summary>Reads "200 KB, 1 ms, 40 MB RAM, 10 M MACs": any of the four limits, each once, in any order.</summary>
    /// <exception cref="FrugalException">A part is not a valid limit, or a limit is given twice.</exception>
    public static CompressionBudget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(',', StringSplitOptions.TrimEntries).Aggregate(new CompressionBudget(), (budget, part) => budget.With(part, text));
    }

    /// <summary>Whether a model with these figures meets every limit.</summary>
    public bool Admits(ModelFigures figures) => Limits.All(limit => limit.Of(figures) <= limit.Most);

    /// <summary>The budget in the format that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Limits.Count == 0 ? "no limit" : string.Join(", ", Limits.Select(limit => limit.Text(limit.Most)));

    /// <summary>The limits that are set.</summary>
    internal IReadOnlyList<BudgetLimit> Limits =>
    [
        .. Limit(Bytes?.Bytes, "the smallest", figures => figures.Bytes, value => new ByteSize((long)value).ToString()),
        .. Limit(Latency?.Value, "the fastest", figures => figures.Latency.P50Ms, value => new Milliseconds(value).ToString()),
        .. Limit(Ram?.Bytes, "the one with the least memory", figures => figures.Ram.AnonymousBytes, value => $"{new ByteSize((long)value)} RAM"),
        .. Limit(Macs, "the one with the fewest multiplications", figures => figures.Macs, value => $"{Significant.Count(value)} MACs"),
    ];

    private static IEnumerable<BudgetLimit> Limit(double? most, string best, Func<ModelFigures, double> of, Func<double, string> text) =>
        most is { } value ? [new BudgetLimit(value, best, of, text)] : [];

    private CompressionBudget With(string part, string text)
    {
        if (Unit(part, "RAM") is { } memory && ByteSize.TryParse(memory, null, out var ram))
        {
            return Ram is null ? this with { Ram = ram } : throw Twice(part, text);
        }

        if (Count(Unit(part, "MACs") ?? Unit(part, "MAC")) is { } macs)
        {
            return Macs is null ? this with { Macs = macs } : throw Twice(part, text);
        }

        if (Milliseconds.TryParse(part, null, out var latency))
        {
            return Latency is null ? this with { Latency = latency } : throw Twice(part, text);
        }

        if (part.Length > 0 && char.IsLetter(part[^1]) && ByteSize.TryParse(part, null, out var bytes))
        {
            return Bytes is null ? this with { Bytes = bytes } : throw Twice(part, text);
        }

        throw new FrugalException($"'{part}' is not a limit. Use one or more of: 200 KB (on disk), 1 ms, 40 MB RAM, 10 M MACs; with commas between them.");
    }

    private static FrugalException Twice(string part, string text) => new($"'{part}': '{text}' has two limits of this kind. Leave one out.");

    private static string? Unit(string part, string unit) => part.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? part[..^unit.Length].TrimEnd() : null;

    private static long? Count(string? text)
    {
        var factor = text is { Length: > 0 } ? char.ToUpperInvariant(text[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 } : 1;
        return double.TryParse(factor > 1 ? text![..^1] : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number * factor is > 0 and < long.MaxValue
            ? (long)(number * factor)
            : null;
    }
}

/// <summary>One limit of a budget.</summary>
/// <param name="Most">The largest value that meets it.</param>
/// <param name="Best">Name for the model with the smallest value: the smallest, the fastest.</param>
/// <param name="Of">Gets the value of a model.</param>
/// <param name="Text">Formats a value with its unit.</param>
internal sealed record BudgetLimit(double Most, string Best, Func<ModelFigures, double> Of, Func<double, string> Text);
