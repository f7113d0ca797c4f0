using System.Text;

namespace Frugal.Grading.Authoring;

/// <summary>Finds the differences between <c>labs/NAME</c> and the generated lab.</summary>
internal static class LabDrift
{
    private const int LinesShown = 3;
    private const int WidthShown = 120;

    public static IEnumerable<Finding> Between(LabTree tree, GeneratedLab generated)
    {
        var present = LabFiles.In(tree.Lab).ToHashSet();
        if (present.Count == 0)
        {
            yield return new(LabCheck.Tree, $"not generated yet. Run 'frugal labs sync {tree.Name}'.", $"labs/{tree.Name}");
            yield break;
        }

        foreach (var (path, content) in generated.Files)
        {
            var file = Path.Combine(tree.Lab, path);
            if (!present.Contains(path))
            {
                yield return new(LabCheck.Tree, $"missing. {Remedy(tree)}", $"labs/{tree.Name}/{path}");
            }
            else if (File.ReadAllBytes(file) is var actual && !actual.AsSpan().SequenceEqual(content))
            {
                var (line, diff) = LabFiles.IsText(path) ? Difference(Encoding.UTF8.GetString(actual), Encoding.UTF8.GetString(content)) : (null, "");
                yield return new(LabCheck.Tree, $"differs from what solutions/{tree.Name} gives. {Remedy(tree)}{diff}", $"labs/{tree.Name}/{path}", line);
            }
        }

        foreach (var path in present.Except(generated.Files.Keys).Order(StringComparer.Ordinal))
        {
            yield return new(LabCheck.Stray, $"solutions/{tree.Name} gives no such file. Move it there, or remove it with 'frugal labs sync {tree.Name}'.", $"labs/{tree.Name}/{path}");
        }
    }

    private static string Remedy(LabTree tree) => $"Change solutions/{tree.Name}, then run 'frugal labs sync {tree.Name}'.";

    /// <summary>The first differing line and the differing block: actual lines with a minus, generated lines with a plus.</summary>
    private static (int? Line, string Diff) Difference(string actual, string expected)
    {
        var (before, after) = (actual.Split('\n'), expected.Split('\n'));
        var shorter = Math.Min(before.Length, after.Length);
        var head = Enumerable.Range(0, shorter).TakeWhile(i => before[i] == after[i]).Count();
        var tail = Enumerable.Range(1, shorter - head).TakeWhile(i => before[^i] == after[^i]).Count();
        return (head + 1, Show('-', before[head..^tail]) + Show('+', after[head..^tail]));
    }

    private static string Show(char sign, string[] lines)
    {
        var shown = lines.Take(LinesShown).Select(line => line.TrimEnd('\r')).Select(line => $"\n  {sign} {(line.Length > WidthShown ? $"{line[..WidthShown]}..." : line)}");
        return string.Concat(shown) + (lines.Length > LinesShown ? $"\n  {sign} ... {lines.Length - LinesShown} more lines" : "");
    }
}
