using System.Text.RegularExpressions;

namespace Frugal.Notebooks.Ipynb;

/// <summary>
/// An exercise of a course notebook: four cells, known by their ids. <c>exercise-1</c> is the Markdown text, <c>exercise-1-answer</c> the code cell for the student's
/// answer, <c>exercise-1-check</c> the code cell that checks it, and <c>exercise-1-solution</c> the Markdown cell with the folded answer.
/// </summary>
public sealed partial record NotebookExercise
{
    /// <summary>The exercise's id in the student's progress: "04-1", from the file's name and the number.</summary>
    public required string Id { get; init; }

    /// <summary>The number in the notebook, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The title, as in "**1. Shares.**"; empty if the text does not begin with one.</summary>
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public required Cell Text { get; init; }

    /// <summary>The cell for the answer; null if the notebook has none.</summary>
    public Cell? Answer { get; init; }

    /// <summary>The cell that checks the answer; null if the notebook has none.</summary>
    public Cell? Check { get; init; }

    /// <summary>The cell with the folded answer; null if the notebook has none.</summary>
    public Cell? Solution { get; init; }

    /// <summary>The code of the folded answer; null unless <see cref="Solution"/> is folded and has one block of C#.</summary>
    public string? SolutionCode =>
        Solution?.Source is { } source && Folded().Match(source) is { Success: true } folded && CodeBlock().Matches(folded.Groups[1].Value) is [var block] ? block.Groups[1].Value : null;

    /// <summary>The exercises of a notebook, by number; empty if its file's name does not begin with two digits.</summary>
    public static IReadOnlyList<NotebookExercise> Of(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (!FileNumber().IsMatch(Path.GetFileName(notebook.Name)))
        {
            return [];
        }

        var prefix = Path.GetFileName(notebook.Name)[..2];
        var cells = notebook.Cells.Where(cell => cell.Id is not null).GroupBy(cell => cell.Id!).ToDictionary(same => same.Key, same => same.First());
        return
        [
            .. cells.Values.Select(cell => (cell, Match: TextId().Match(cell.Id!))).Where(found => found.Match.Success)
                .Select(found => Of($"{prefix}-{found.Match.Groups[1].Value}", int.Parse(found.Match.Groups[1].ValueSpan), found.cell, cells)).OrderBy(exercise => exercise.Number),
        ];
    }

    private static NotebookExercise Of(string id, int number, Cell text, Dictionary<string, Cell> cells) => new()
    {
        Id = id,
        Number = number,
        Title = TitleLine().Match(text.Source) is { Success: true } title ? title.Groups[1].Value : "",
        Text = text,
        Answer = cells.GetValueOrDefault($"exercise-{number}-answer"),
        Check = cells.GetValueOrDefault($"exercise-{number}-check"),
        Solution = cells.GetValueOrDefault($"exercise-{number}-solution"),
    };

    [GeneratedRegex("^[0-9]{2}-")]
    private static partial Regex FileNumber();

    [GeneratedRegex("^exercise-([1-9][0-9]?)$")]
    private static partial Regex TextId();

    [GeneratedRegex(@"^\*\*[0-9]+\. (.+?)[.?!]?\*\*")]
    private static partial Regex TitleLine();

    [GeneratedRegex(@"^<details>\n<summary>[^\n]+</summary>\n\n(.+)\n\n</details>\s*$", RegexOptions.Singleline)]
    private static partial Regex Folded();

    [GeneratedRegex("^```csharp\n(.+?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
