using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>The checks of a lab that only read its files. They take milliseconds; <see cref="LabGate"/> also builds and grades.</summary>
public static partial class LabReview
{
    /// <summary>The reasons why the lab is not ready to hand out; empty if it is.</summary>
    /// <exception cref="FrugalException">The solution is missing or cannot be stripped.</exception>
    public static IReadOnlyList<Finding> Of(LabTree tree)
    {
        var generated = LabSync.Generate(tree);
        return
        [
            .. LabDrift.Between(tree, generated),
            .. generated.Strays.Select(path => new Finding(LabCheck.Stray, "no lab may hold such a file. Remove it.", $"solutions/{tree.Name}/{path}")),
            .. Leaks(tree, generated),
            .. generated.Files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(file => Layout(tree, file.Key, Encoding.UTF8.GetString(file.Value))),
            .. Stubs(tree, generated),
        ];
    }

    private static IEnumerable<Finding> Leaks(LabTree tree, GeneratedLab generated) =>
        generated.Files.Where(file => LabFiles.IsText(file.Key))
            .SelectMany(file => Encoding.UTF8.GetString(file.Value).Split('\n').Index()
                .Where(line => Stripper.Names(line.Item))
                .Select(line => new Finding(LabCheck.Leak, "the word SOLUTION reaches the students. Take it out.", $"solutions/{tree.Name}/{file.Key}", line.Index + 1)));

    private static IEnumerable<Finding> Layout(LabTree tree, string path, string source)
    {
        foreach (Match match in Untidy().Matches(source))
        {
            var what = match.Groups.Values.Skip(1).Single(group => group.Success).Name switch
            {
                "tab" => "a tab",
                "end" => "white space at the line's end",
                "blank" => "two blank lines in a row",
                "open" => "a blank line after '{'",
                "close" => "a blank line before '}'",
                _ => "no line end at the file's end",
            };
            yield return new(LabCheck.Layout, $"{what}. Format the source in solutions/{tree.Name} and run 'frugal labs sync {tree.Name}'.", $"labs/{tree.Name}/{path}", 1 + source.AsSpan(0, match.Index).Count('\n'));
        }
    }

    private static IEnumerable<Finding> Stubs(LabTree tree, GeneratedLab generated)
    {
        var stubs = generated.Files.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => TaskStub.In(Encoding.UTF8.GetString(file.Value)).Select(stub => (Path: $"labs/{tree.Name}/{file.Key}", Stub: stub))).ToList();
        foreach (var (path, stub) in stubs.Where(each => each.Stub.Task is null || !each.Stub.HasHint))
        {
            yield return new(LabCheck.Stub, "the text of a stub is \"Task N - what to do. Hint: what helps.\"", path, stub.Line);
        }

        var tasks = DeclaredTask.Of(tree);
        if (tasks.Count == 0)
        {
            yield return new(LabCheck.Stub, "declares no task. Put [Task(1, \"title\")] on its fixtures.", tree.Show(tree.Grader));
            yield break;
        }

        foreach (var (path, stub) in stubs.Where(each => each.Stub.Task is { } number && tasks.All(task => task.Number != number)))
        {
            yield return new(LabCheck.Stub, $"a stub of task {stub.Task}, which the grader does not declare. Add [Task({stub.Task}, \"title\")] to {tree.Show(tree.Grader)}, or renumber the stub.", path, stub.Line);
        }

        foreach (var task in tasks.DistinctBy(task => task.Number).Where(task => stubs.All(each => each.Stub.Task != task.Number)))
        {
            yield return new(LabCheck.Stub, $"task {task.Number} has no stub in labs/{tree.Name}. Add 'throw new NotImplementedException(\"Task {task.Number} - ... Hint: ...\")' after '#else'.", task.Path, task.Line);
        }
    }

    [GeneratedRegex(@"(?<tab>\t)|(?<end>[ ]+\r?$)|(?<blank>\n\r?\n\r?\n)|(?<open>\{\r?\n\r?\n)|(?<close>\n\r?\n[ ]*\})|(?<file>[^\n]\z)", RegexOptions.Multiline)]
    private static partial Regex Untidy();
}
