using System.Text.RegularExpressions;
using Frugal.Containment;
using Frugal.Grading.Authoring;
using Frugal.Reporting;

namespace Frugal.Grading.Submissions;

/// <summary>
/// The files of a submission that are graded, by the rules of the lab. A submission is data, read as if an attacker had
/// written it: links are not followed, pipes do not block, and number, size, depth and names are limited.
/// </summary>
/// <param name="Accepted">The content of each file by its path, with slashes.</param>
/// <param name="LeftOut">What is not graded, one line each, with the reason.</param>
internal sealed partial record SubmissionFiles(IReadOnlyDictionary<string, byte[]> Accepted, IReadOnlyList<string> LeftOut)
{
    private const int MostEntries = 5000;
    private const int Deepest = 8;
    private const int LinesShown = 20;

    /// <summary>Reads a submission.</summary>
    /// <param name="folder">The student's folder of the lab.</param>
    /// <param name="rules">What counts.</param>
    /// <param name="course">The lab's own files: what equals them is not mentioned.</param>
    public static SubmissionFiles Read(string folder, SubmissionRules rules, IReadOnlyDictionary<string, byte[]> course)
    {
        var accepted = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var leftOut = new List<string>();
        var entries = 0;
        var open = new Stack<(DirectoryInfo Folder, string Path, int Depth)>([(new DirectoryInfo(folder), "", 0)]);
        while (open.TryPop(out var next))
        {
            foreach (var entry in Entries(next.Folder))
            {
                var path = next.Path + entry.Name;
                if (++entries > MostEntries)
                {
                    return new(accepted, Shown([.. leftOut, $"all after the first {MostEntries} files and folders"]));
                }

                if (LabFiles.IsOutput(entry.Name))
                {
                    continue;
                }

                if (entry is DirectoryInfo inner)
                {
                    if (Refusal(inner, next.Depth) is { } reason)
                    {
                        leftOut.Add($"{path}/: {reason}");
                    }
                    else
                    {
                        open.Push((inner, path + "/", next.Depth + 1));
                    }
                }
                else
                {
                    leftOut.AddRange(Take(entry, path, rules, accepted, course).Select(reason => $"{path}: {reason}"));
                }
            }
        }

        return new(accepted, Shown(leftOut));
    }

    /// <summary>Accepts a file, or says why not; nothing also where the course's own file is unchanged.</summary>
    private static IEnumerable<string> Take(FileSystemInfo entry, string path, SubmissionRules rules, SortedDictionary<string, byte[]> accepted, IReadOnlyDictionary<string, byte[]> course)
    {
        if (!PlainName().IsMatch(entry.Name))
        {
            return ["its name is not plain"];
        }

        if (entry.LinkTarget is not null)
        {
            return ["it is a link"];
        }

        using var file = PlainFile.OpenBelow(entry.FullName[..^path.Length], path);   // a folder may have become a link since it was listed
        if (file is null)
        {
            return ["it is not a plain file that can be read"];
        }

        var page = rules.IsPage(path);
        var counts = page || rules.IsSource(path) || rules.IsSheet(path);
        var most = page ? rules.Limits.Page : rules.Limits.Source;
        var content = PlainFile.Read(file, most.Bytes);
        if (!counts)
        {
            return !course.TryGetValue(path, out var own) ? [$"only {rules.Says} are graded"]
                : content is not null && own.AsSpan().SequenceEqual(content) ? []
                : ["changed; the course's own file is used", .. AskedFor.Refused(path, content, own, rules)];
        }

        if (content is null)
        {
            return [$"more than {most}"];
        }

        if (accepted.Count == rules.Limits.Files)
        {
            return [$"more than {rules.Limits.Files} files"];
        }

        accepted[path] = content;
        return [];
    }

    private static string? Refusal(DirectoryInfo folder, int depth) => folder.LinkTarget is not null ? "it is a link"
        : !PlainName().IsMatch(folder.Name) ? "its name is not plain"
        : depth + 1 > Deepest ? $"folders nested more than {Deepest} deep"
        : null;

    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }).Take(MostEntries + 1).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The first lines. Names are a student's: they cannot command the terminal or the CI system that shows them.</summary>
    private static string[] Shown(List<string> lines) =>
        [.. lines.Take(LinesShown).Select(PlainText.Line), .. lines.Count > LinesShown ? new[] { $"and {lines.Count - LinesShown} more" } : []];

    /// <summary>Letters, digits and a few marks: nothing that MSBuild, a shell or a terminal reads as more than a name.</summary>
    [GeneratedRegex(@"^(?!\.)[\p{L}\p{Nd}_\-. ]{1,100}(?<![ .])$")]
    private static partial Regex PlainName();
}
