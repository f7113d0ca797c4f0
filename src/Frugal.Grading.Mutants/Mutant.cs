using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants;

/// <summary>A wrong variant of a lab's worked answer.</summary>
public sealed record Mutant
{
    /// <summary>What tells it from all others of the lab; it does not depend on line numbers.</summary>
    public required string Id { get; init; }

    /// <summary>The first changed file, relative to the lab's folder, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>The line of the change, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What is changed.</summary>
    public required MutantKind Kind { get; init; }

    /// <summary>The changed code, in one line.</summary>
    public required string Before { get; init; }

    /// <summary>What stands there instead, in one line; empty if it is dropped.</summary>
    public required string After { get; init; }

    /// <summary>The tasks whose answer it is a variant of: their tests have to catch it.</summary>
    public required IReadOnlyList<int> Tasks { get; init; }

    /// <summary>Whether its task may earn no point at all, instead of less than all: for work that only looks done.</summary>
    public bool EarnsNothing { get; init; }

    /// <summary>The changed files: path relative to the lab's folder, and the whole text.</summary>
    internal IReadOnlyDictionary<string, SourceText> Sources { get; init; } = new Dictionary<string, SourceText>();

    /// <summary>File, line, kind and change.</summary>
    public override string ToString() => Kind == MutantKind.Written ? $"{File}:{Line}: {Id}" : $"{File}:{Line}: {Kind}: {Shown(Before)} -> {Shown(After)}";

    /// <summary>Code in one line of at most <paramref name="most"/> characters.</summary>
    internal static string OneLine(string code, int most = 100)
    {
        var line = string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..most] + " ...";
    }

    private static string Shown(string code) => code.Length == 0 ? "(nothing)" : code;
}
