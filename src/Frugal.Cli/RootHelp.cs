using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Frugal.Cli;

/// <summary>The help of <c>frugal</c> itself: the commands grouped by what a person wants to do, with examples. Commands keep System.CommandLine's own help. Lines fit 100 columns.</summary>
internal sealed class RootHelp(HelpAction ofCommands) : SynchronousCommandLineAction
{
    private static readonly (string Title, string[] Commands)[] Groups =
    [
        ("Start", ["start", "setup", "doctor", "test"]),
        ("Make models small", ["quantize", "compress", "search", "check", "gguf"]),
        ("Measure", ["measure", "bench", "watch-memory"]),
        ("Models and data", ["models", "export", "data"]),
        ("Learn and teach", ["notebook", "kernel", "grade", "progress", "labs", "site"]),
        ("Other", ["version"]),
    ];

    private const int LongestDescription = 84;

    private const string Examples = """
        Examples:
          frugal start
          frugal export clothing-resnet -o fp32.onnx
          frugal quantize fp32.onnx --calibrate clothing-small -o int8.onnx
          frugal measure fp32.onnx int8.onnx --dataset clothing-small
          frugal grade labs/clothing-api
          frugal grade labs/clothing-api --watch

        'frugal COMMAND --help' explains a command and its options.
        """;

    /// <summary>The text, at most 100 columns wide.</summary>
    public static string Text(Command root)
    {
        var named = root.Subcommands.ToDictionary(command => command.Name);
        var groups = Groups.Select(group => $"{group.Title}:\n" + string.Concat(group.Commands.Where(named.ContainsKey).Select(name => $"  {name,-13}{Short(named[name].Description!)}\n")));
        return $"{root.Description}\n\nUsage: frugal COMMAND [options]\n\n{string.Join('\n', groups)}\n{Examples.ReplaceLineEndings("\n")}\n";
    }

    /// <summary>The description's main clause, as long as a line allows.</summary>
    private static string Short(string description)
    {
        string[] ends = [". ", "; ", " (", ": "];
        foreach (var end in ends.TakeWhile(_ => description.Length > LongestDescription))
        {
            description = description.Split(end)[0].TrimEnd('.') + ".";
        }

        return description;
    }

    /// <summary>Help is shown also where an argument is missing.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command.Parents.Any())
        {
            ofCommands.MaxWidth = Math.Min(ofCommands.MaxWidth, Terminal.Columns);
            return ofCommands.Invoke(parseResult);
        }

        parseResult.InvocationConfiguration.Output.Write(Text(parseResult.CommandResult.Command).ReplaceLineEndings());
        return 0;
    }
}
