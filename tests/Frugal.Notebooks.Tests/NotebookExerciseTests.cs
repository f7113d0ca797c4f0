using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Tests;

/// <summary>The exercises of a notebook, found by the ids of their cells.</summary>
[Parallelizable]
public class NotebookExerciseTests
{
    private const string Fold = "<details>\n<summary>Show the answer</summary>\n\n```csharp\nint? x = 1;\n```\n\nWhy.\n\n</details>";

    [Test]
    public void An_exercise_has_its_notebooks_number_a_title_and_four_cells()
    {
        var exercises = NotebookExercise.Of(Book("04-pruning.ipynb",
            Cell.Create(CellKind.Markdown, "**2. A better measure?** Text.", "exercise-2"),
            Cell.Create(CellKind.Markdown, "**1. Shares.** Text.", "exercise-1"),
            Cell.Create(CellKind.Code, "int? x = null;", "exercise-1-answer"),
            Cell.Create(CellKind.Code, "exercises.Check(1, x, ...)", "exercise-1-check"),
            Cell.Create(CellKind.Markdown, Fold, "exercise-1-solution")));

        Assert.That(exercises.Select(exercise => (exercise.Id, exercise.Number, exercise.Title)), Is.EqualTo(new[] { ("04-1", 1, "Shares"), ("04-2", 2, "A better measure") }));
        Assert.That((exercises[0].Answer!.Source, exercises[0].Check!.Id, exercises[0].SolutionCode), Is.EqualTo(("int? x = null;", "exercise-1-check", "int? x = 1;")));
        Assert.That((exercises[1].Answer, exercises[1].Check, exercises[1].Solution, exercises[1].SolutionCode), Is.EqualTo(((Cell?)null, (Cell?)null, (Cell?)null, (string?)null)));
    }

    [TestCase("```csharp\nint? x = 1;\n```", Description = "not folded")]
    [TestCase("<details>\n<summary>a</summary>\n\nnothing\n\n</details>", Description = "no code")]
    [TestCase("<details>\n<summary>a</summary>\n\n```csharp\na\n```\n\n```csharp\nb\n```\n\n</details>", Description = "two blocks")]
    public void Without_one_folded_block_there_is_no_solution_code(string source) =>
        Assert.That(NotebookExercise.Of(Book("04-a.ipynb", Cell.Create(CellKind.Markdown, "**1. A.**", "exercise-1"), Cell.Create(CellKind.Markdown, source, "exercise-1-solution")))[0].SolutionCode, Is.Null);

    [TestCase("mine.ipynb")]
    [TestCase("4-a.ipynb")]
    public void A_notebook_without_a_number_has_no_exercises(string name) =>
        Assert.That(NotebookExercise.Of(Book(name, Cell.Create(CellKind.Markdown, "**1. A.**", "exercise-1"))), Is.Empty);

    private static Notebook Book(string name, params Cell[] cells) => Notebook.Parse(Notebook.Create(cells).ToString(), Path.Combine("notebooks", name));
}
