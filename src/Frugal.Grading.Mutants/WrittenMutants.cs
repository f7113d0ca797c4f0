using System.Globalization;
using System.Text.RegularExpressions;
using Frugal.Grading.Authoring;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Grading.Mutants;

/// <summary>
/// The mutants that the lab's author wrote: <c>tests/Labs.APP.Grader/Mutants/written.md</c>. Each has a heading, <c>## What is wrong</c>, and per file a line
/// <c>Task 8 in `APP/Batcher.cs`:</c> followed by a block <c>```diff</c> with the lines to find and to change. <c>(earns nothing)</c> before the colon
/// demands that the task earns no point at all.
/// </summary>
internal static partial class WrittenMutants
{
    /// <summary>The file, in the folder of the lab's grader.</summary>
    public const string FileName = "Mutants/written.md";

    /// <summary>The written mutants of a lab; none if the file does not exist.</summary>
    /// <exception cref="FrugalException">The file cannot be read so, or a change does not fit the source any more.</exception>
    public static IReadOnlyList<Mutant> Of(LabTree tree)
    {
        var file = Path.Combine(tree.Grader, FileName);
        return File.Exists(file) ? Parse(File.ReadAllText(file), tree.Show(file), path => Read(tree, path)) : [];
    }

    /// <summary>The mutants of a text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="shown">The file's name in errors.</param>
    /// <param name="source">The content of a file of the lab; null if there is none.</param>
    internal static IReadOnlyList<Mutant> Parse(string text, string shown, Func<string, string?> source)
    {
        var mutants = new List<Mutant>();
        (string Title, List<int> Tasks, Dictionary<string, SourceText> Sources, bool Nothing, int Line)? open = null;
        string? path = null;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            FrugalException Wrong(string what) => new($"{shown}:{i + 1}: {what}");

            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                Close();
                (open, path) = ((lines[i][3..].Trim(), [], [], false, 0), null);
            }
            else if (Place().Match(lines[i]) is { Success: true } place)
            {
                var mutant = open ?? throw Wrong("a heading '## What is wrong' must come first.");
                mutant.Tasks.Add(int.Parse(place.Groups["task"].ValueSpan, CultureInfo.InvariantCulture));
                mutant.Nothing |= place.Groups["nothing"].Success;
                (open, path) = (mutant, place.Groups["file"].Value);
            }
            else if (lines[i] == "```diff")
            {
                var mutant = open is { } current && path is not null ? current : throw Wrong("a line 'Task N in `FILE`:' must come before the block.");
                var end = Array.IndexOf(lines, "```", i + 1);
                var old = mutant.Sources.TryGetValue(path, out var changed) ? changed.ToString() : source(path) ?? throw Wrong($"the lab has no file '{path}'. Correct the path: it is relative to the lab's folder.");
                var (after, line) = Apply(old, lines[(i + 1)..(end < 0 ? throw Wrong("the block has no end. Close it with ```.") : end)], Wrong);
                mutant.Sources[path] = SourceText.From(after, System.Text.Encoding.UTF8);
                open = mutant with { Line = mutant.Line == 0 ? line : mutant.Line };
                i = end;
            }
        }

        Close();
        return mutants;

        void Close()
        {
            if (open is { } mutant)
            {
                mutants.Add(new()
                {
                    Id = mutant.Title,
                    File = mutant.Sources.Keys.FirstOrDefault() ?? throw new FrugalException($"{shown}: '{mutant.Title}' changes nothing. Add a line 'Task N in `FILE`:' and a block ```diff."),
                    Line = mutant.Line,
                    Kind = MutantKind.Written,
                    Before = "",
                    After = mutant.Title,
                    Tasks = [.. mutant.Tasks.Distinct()],
                    EarnsNothing = mutant.Nothing,
                    Sources = mutant.Sources,
                });
            }
        }
    }

    /// <summary>Applies the parts of a block, separated by lines that begin with <c>@@</c>; indentation does not count when lines are looked for.</summary>
    private static (string Text, int Line) Apply(string source, string[] block, Func<string, FrugalException> wrong)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n').ToList();
        var first = 0;
        foreach (var part in Parts(block))
        {
            string[] old = [.. part.Where(line => !line.StartsWith('+')).Select(Content)];
            var places = Enumerable.Range(0, Math.Max(0, lines.Count - old.Length + 1)).Where(at => old.Index().All(line => lines[at + line.Index].Trim() == line.Item.Trim())).Take(2).ToList();
            if (old.Length == 0 || places.Count != 1)
            {
                throw wrong($"the lines to change {(old.Length == 0 ? "are missing" : places.Count == 0 ? $"are not in the source: '{old[0].Trim()}'" : $"are there more than once: '{old[0].Trim()}'")}. Take them from the source as it is now, with enough lines around them.");
            }

            lines.RemoveRange(places[0], old.Length);
            lines.InsertRange(places[0], part.Where(line => !line.StartsWith('-')).Select(Content));
            first = first == 0 ? places[0] + 1 : first;
        }

        return (string.Join('\n', lines), first);
    }

    private static IEnumerable<string[]> Parts(string[] block)
    {
        for (var at = 0; at < block.Length;)
        {
            var part = block[at..].TakeWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)).ToArray();
            at += part.Length + 1;
            if (part.Length > 0)
            {
                yield return part;
            }
        }
    }

    private static string Content(string line) => line.Length > 0 ? line[1..] : "";

    private static string? Read(LabTree tree, string path)
    {
        var file = Path.Combine(tree.Solution, path);
        return path.StartsWith($"{tree.Name.App}/", StringComparison.Ordinal) && !path.Split('/').Contains("..") && File.Exists(file) ? File.ReadAllText(file) : null;
    }

    [GeneratedRegex(@"^Task (?<task>[0-9]{1,3}) in `(?<file>[^`]+)`(?<nothing> \(earns nothing\))?:?$")]
    private static partial Regex Place();
}
