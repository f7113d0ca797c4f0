using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary>The options for running a model: <c>--threads</c>, <c>--batch</c>, <c>--dim</c>.</summary>
internal sealed class ModelRunArguments
{
    private readonly Option<int> threads = new("--threads") { Description = "Number of threads per call.", DefaultValueFactory = _ => 1, HelpName = "COUNT" };
    private readonly Option<int> batch = new("--batch") { Description = "Batch size, if the model's first dimension is dynamic.", DefaultValueFactory = _ => 1, HelpName = "SIZE" };
    private readonly Option<string[]> dimensions = new("--dim") { Description = "Size of another dynamic dimension, as NAME=SIZE; repeatable.", HelpName = "NAME=SIZE" };

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
