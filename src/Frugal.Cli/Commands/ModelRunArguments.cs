using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>The options that say how a model is run: <c>--threads</c>, <c>--batch</c>, <c>--dim</c>.</summary>
internal sealed class ModelRunArguments
{
    private readonly Option<int> threads = new("--threads") { Description = "Threads for one call.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> batch = new("--batch") { Description = "Examples in one call, where the model leaves its first dimension open.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> dimensions = new("--dim") { Description = "Size of another open dimension, as NAME=SIZE; may be repeated.", HelpName = "NAME=SIZE" };

    public void AddTo(Command command)
    {
        command.Options.Add(threads);
        command.Options.Add(batch);
        command.Options.Add(dimensions);
    }

    public ModelRunOptions Read(ParseResult parsed)
    {
        var options = new ModelRunOptions
        {
            Threads = parsed.GetValue(threads),
            Batch = parsed.GetValue(batch),
            Dimensions = (parsed.GetValue(dimensions) ?? []).Select(Dimension).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        return options with { Processors = [.. CpuAffinity.Choose(options.Threads)] };
    }

    private static KeyValuePair<string, int> Dimension(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? new(text[..at], size)
            : throw new FrugalException($"--dim {text}: not a name and a size. Write it as NAME=SIZE, for example --dim sequence=128.");
    }
}
