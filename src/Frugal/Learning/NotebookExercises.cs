using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Frugal.Learning;

/// <summary>
/// The exercises of one notebook: checks answers, prints what each check found, and keeps the solved exercises in the student's <see cref="ProgressFile"/>.
/// A check never throws for a wrong answer, for an answer that throws, or for a progress file that cannot be written.
/// </summary>
public sealed partial class NotebookExercises
{
    private readonly string notebook;
    private readonly int count;

    /// <summary>The exercises of a notebook. A notebook's set-up cell makes one.</summary>
    /// <param name="notebook">The notebook's number: "04".</param>
    /// <param name="count">How many exercises it has.</param>
    /// <exception cref="FrugalException">The number is not two digits, or there is no exercise.</exception>
    public NotebookExercises(string notebook, int count)
    {
        if (notebook is null || !TwoDigits().IsMatch(notebook) || count < 1)
        {
            throw new FrugalException($"Notebook '{notebook}' with {count} exercises: the number must be two digits, as in 04-pruning.ipynb, and there must be an exercise.");
        }

        (this.notebook, this.count) = (notebook, count);
    }

    /// <summary>Gives the student's file. The user's own unless a test needs another.</summary>
    internal Func<ProgressFile> File { get; init; } = ProgressFile.OfUser;

    /// <summary>The clock that dates a solved exercise.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Checks an answer that is a value; null is no answer yet.</summary>
    /// <param name="number">The exercise's number in the notebook, from 1.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="trials">Tries the answer. It is right if there is a trial and all trials are right; the first that is not is printed.</param>
    /// <param name="hint">What to look at if the answer is wrong.</param>
    /// <param name="name">The variable that holds the answer; the compiler gives it.</param>
    /// <returns>Whether the answer is right.</returns>
    /// <exception cref="FrugalException">The notebook has no such exercise.</exception>
    public bool Check<T>(int number, T? answer, Func<T, IEnumerable<Trial>> trials, string hint, [CallerArgumentExpression(nameof(answer))] string name = "")
        where T : struct =>
        answer is { } value ? Judge(number, () => trials(value), hint) : NotYet(number, name);

    /// <summary>Checks an answer that is an object, a function for one; null is no answer yet.</summary>
    /// <param name="number">The exercise's number in the notebook, from 1.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="trials">Tries the answer. It is right if there is a trial and all trials are right; the first that is not is printed.</param>
    /// <param name="hint">What to look at if the answer is wrong.</param>
    /// <param name="name">The variable that holds the answer; the compiler gives it.</param>
    /// <returns>Whether the answer is right.</returns>
    /// <exception cref="FrugalException">The notebook has no such exercise.</exception>
    public bool Check<T>(int number, T? answer, Func<T, IEnumerable<Trial>> trials, string hint, [CallerArgumentExpression(nameof(answer))] string name = "")
        where T : class =>
        answer is { } value ? Judge(number, () => trials(value), hint) : NotYet(number, name);

    private bool NotYet(int number, string name)
    {
        Say($"{Title(number)}: no answer yet. Set '{name}' in the cell above, run that cell, then this one.");
        return false;
    }

    private bool Judge(int number, Func<IEnumerable<Trial>> trials, string hint)
    {
        var title = Title(number);
        var tried = 0;
        try
        {
            foreach (var trial in trials())
            {
                tried++;
                if (!trial.Right)
                {
                    return Wrong(title, trial, hint);
                }
            }
        }
        catch (Exception failure) when (!Interruption.Current.IsCancellationRequested)
        {
            var input = tried == 0 ? "the first that was tried" : $"the one after {tried} that were right";
            return Wrong(title, new Trial(input, "an answer", $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}", false), hint);
        }

        if (tried == 0)
        {
            throw new FrugalException($"{title}: the check tries nothing. Give it a trial.");
        }

        Say($"{title}: right. {Keep(number)}");
        return true;
    }

    private static bool Wrong(string title, Trial trial, string hint)
    {
        Say($"""
            {title}: not yet.
              input:    {trial.Input}
              expected: {trial.Expected}
              got:      {trial.Got}
              hint:     {hint}
            """);
        return false;
    }

    /// <summary>Keeps the solved exercise, and says how many of the notebook are solved. A notebook may run where nothing can be written.</summary>
    private string Keep(int number)
    {
        try
        {
            var solved = File().Update(progress => progress.WithExercise($"{notebook}-{number}", Clock.GetUtcNow())).Exercises;
            return $"{Enumerable.Range(1, count).Count(each => solved.ContainsKey($"{notebook}-{each}"))} of {count} exercises of this notebook are done; './frugal progress' shows all.";
        }
        catch (Exception failure) when (failure is FrugalException or IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            return $"It was not kept: {failure.Message}";
        }
    }

    private string Title(int number) => number >= 1 && number <= count
        ? $"Exercise {notebook}-{number}"
        : throw new FrugalException($"Notebook {notebook} has the exercises 1 to {count}, not {number}. Correct the number.");

    private static void Say(string text) => Console.WriteLine(text);

    [GeneratedRegex("^[0-9]{2}$")]
    private static partial Regex TwoDigits();
}
