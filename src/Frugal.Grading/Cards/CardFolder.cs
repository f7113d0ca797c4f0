using System.Text;
using Frugal.Grading.Cards.Converters;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>The files written by a grading.</summary>
public static class CardFolder
{
    /// <summary>The file with the grade; all other files are derived from it.</summary>
    public const string GradeFile = "grade.json";

    /// <summary>The folder, in that of the whole lab's cards, for the cards of a grading of some tasks.</summary>
    public const string ChosenTasks = "tasks";

    private const int PlainWidth = 100;

    /// <summary>
    /// Writes the grade and its cards into <paramref name="folder"/>: <c>grade.json</c>, <c>card.html</c>, <c>card.txt</c> and, coloured, <c>card.ansi</c>, <c>results.gradescope.json</c>,
    /// <c>results.exercism.json</c>, <c>result.classroom50.json</c> and <c>results.junit.xml</c>. Each file is written atomically, and
    /// <c>grade.json</c> last: if it is new, all files are.
    /// </summary>
    /// <returns>The paths, that of <c>grade.json</c> first.</returns>
    /// <exception cref="FrugalException">The folder is not writable, or the disk is full.</exception>
    public static IReadOnlyList<string> WriteAll(Grade grade, string folder)
    {
        ArgumentNullException.ThrowIfNull(grade);
        (string Name, string Text)[] files =
        [
            ("card.html", HtmlCard.Render(grade)),
            ("card.txt", ConsoleCard.Render(grade, PlainWidth, colour: false)),
            ("card.ansi", ConsoleCard.Render(grade, PlainWidth, colour: true)),
            ("results.gradescope.json", GradescopeResults.Write(grade)),
            ("results.exercism.json", ExercismResults.Write(grade)),
            ("result.classroom50.json", Classroom50Result.Write(grade, ClassroomSubmission.FromEnvironment())),
            ("results.junit.xml", JUnitResults.Write(grade)),
            (GradeFile, GradeJson.Write(grade)),
        ];
        foreach (var (name, text) in files)
        {
            AtomicFile.WriteAllBytes(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        }

        return [.. files.Reverse().Select(file => Path.Combine(folder, file.Name))];
    }

    /// <summary>Tries the folder before a grading, which takes a while, and makes it.</summary>
    /// <exception cref="FrugalException">It cannot be written.</exception>
    internal static void RequireWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var trial = new FileStream(Path.Combine(folder, $".{Guid.NewGuid():n}.part"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{folder}: the cards cannot be written there ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Correct its rights, or name another folder in {Tasks.GradedLabAttribute.Variable}.", failure);
        }
    }
}
