using Frugal.Notebooks.Ipynb;
using Frugal.Notebooks.Runner;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks.Tests;

/// <summary>The form of the exercises in the course's notebooks. That their checks accept and reject what they should is in <see cref="CourseNotebookTests"/>.</summary>
[Parallelizable(ParallelScope.All)]
public class ExerciseTests
{
    private static IEnumerable<string> Notebooks() => CourseNotebooks.Names();

    private static IEnumerable<TestCaseData> Exercises() => Notebooks().SelectMany(name => NotebookExercise.Of(Load(name)).Select(exercise => new TestCaseData(name, exercise.Number).SetArgDisplayNames(exercise.Id)));

    [TestCaseSource(nameof(Notebooks))]
    public void The_set_up_cell_makes_the_checks_for_as_many_exercises_as_there_are(string name)
    {
        var notebook = Load(name);
        var exercises = NotebookExercise.Of(notebook);

        Assert.That(exercises.Select(exercise => exercise.Number), Is.EqualTo(Enumerable.Range(1, exercises.Count)).And.Not.Empty);
        var setUp = notebook.Cells.First(cell => cell.Kind == CellKind.Code).Source;
        Assert.That(setUp, Does.Contain("using Frugal.Learning;").And.Contain($"var exercises = new NotebookExercises(\"{name[..2]}\", count: {exercises.Count});"));
    }

    [TestCaseSource(nameof(Exercises))]
    public void An_exercise_is_text_answer_check_and_folded_answer_in_this_order(string name, int number)
    {
        var notebook = Load(name);
        var exercise = NotebookExercise.Of(notebook)[number - 1];
        Cell?[] cells = [exercise.Text, exercise.Answer, exercise.Check, exercise.Solution];

        var start = notebook.Cells.Index().Single(cell => cell.Item == exercise.Text).Index;
        Assert.That(notebook.Cells.Skip(start).Take(4), Is.EqualTo(cells));
        Assert.That(cells.Select(cell => cell!.Kind), Is.EqualTo(new[] { CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Markdown }));
    }

    [TestCaseSource(nameof(Exercises))]
    public void An_exercise_says_what_to_do_and_how_it_is_checked(string name, int number)
    {
        var exercise = NotebookExercise.Of(Load(name))[number - 1];

        Assert.That(exercise.Text.Source, Does.StartWith($"**{number}. ").And.Match(@"\n\n\*Check: .+\.\*$"));
        Assert.That(exercise.Title, Is.Not.Empty);
        Assert.That(exercise.Check!.Source, Does.Match($@"exercises\.Check\(\s*{number}, {Variable(exercise)},"));
    }

    /// <summary>A Markdown cell does not run, so the answer cannot take the place of the student's.</summary>
    [TestCaseSource(nameof(Exercises))]
    public void The_answer_is_folded_and_sets_the_variable_that_the_answer_cell_leaves_null(string name, int number)
    {
        var exercise = NotebookExercise.Of(Load(name))[number - 1];

        Assert.That(exercise.Solution!.Source, Does.StartWith("<details>\n<summary>Show the answer</summary>\n\n").And.EndsWith("\n\n</details>"));
        Assert.That(exercise.SolutionCode, Is.Not.Null, "one block of C# in the fold");
        var (nothing, answer) = (Declared(exercise.Answer!.Source, Variable(exercise)), Declared(exercise.SolutionCode!, Variable(exercise)));
        Assert.That(nothing.Initializer!.Value.ToString(), Is.EqualTo("null"));
        Assert.That(exercise.Answer.Source, Does.Match(@"= null;   // your answer[^\n]*$"));
        Assert.That(TypeOf(answer), Is.EqualTo(TypeOf(nothing)));
        Assert.That(answer.Initializer!.Value.ToString(), Is.Not.EqualTo("null"));
        Assert.That(exercise.Check!.Source, Does.Not.Contain(answer.Initializer.Value.ToString()), "the check does not give the answer away");
    }

    [TestCaseSource(nameof(Notebooks))]
    public void The_page_of_a_notebook_shows_every_answer_folded(string name)
    {
        var notebook = Load(name);

        var page = HtmlPage.Of(notebook);

        Assert.That(page.Split("<details>\n<summary>Show the answer</summary>\n<pre><code class=\"language-csharp\">"), Has.Length.EqualTo(NotebookExercise.Of(notebook).Count + 1));
        Assert.That(page, Does.Not.Contain("&lt;details&gt;"));
    }

    [TestCaseSource(nameof(Exercises))]
    public void There_are_wrong_answers_to_try_a_check_with(string name, int number)
    {
        var exercise = NotebookExercise.Of(Load(name))[number - 1];

        Assert.That(WrongAnswers.All, Does.ContainKey(exercise.Id));
        Assert.That(WrongAnswers.All[exercise.Id].Select(wrong => TypeOf(Declared(wrong.Code, Variable(exercise)))), Has.All.EqualTo(TypeOf(Declared(exercise.Answer!.Source, Variable(exercise)))).And.Not.Empty);
    }

    [Test]
    public void Every_wrong_answer_belongs_to_an_exercise() =>
        Assert.That(WrongAnswers.All.Keys, Is.SubsetOf(Notebooks().SelectMany(name => NotebookExercise.Of(Load(name))).Select(exercise => exercise.Id)));

    private static Notebook Load(string name) => Notebook.Load(Tree.At("notebooks", name));

    /// <summary>The variable of the exercise: the last one of the answer cell.</summary>
    private static string Variable(NotebookExercise exercise) => Variables(exercise.Answer!.Source)[^1].Identifier.ValueText;

    private static VariableDeclaratorSyntax Declared(string code, string name) => Variables(code).Single(variable => variable.Identifier.ValueText == name);

    private static string TypeOf(VariableDeclaratorSyntax variable) => ((VariableDeclarationSyntax)variable.Parent!).Type.ToString();

    private static List<VariableDeclaratorSyntax> Variables(string code) =>
    [
        .. CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest, kind: Microsoft.CodeAnalysis.SourceCodeKind.Script)).GetCompilationUnitRoot().Members
            .OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables),
    ];
}
