using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>The texts and number formats of the cards, in English and French.</summary>
internal static class CardText
{
    /// <summary>A verdict in one or two words.</summary>
    public static Bilingual Word(this Verdict verdict) => verdict switch
    {
        Verdict.Passed => ("passed", "réussi"),
        Verdict.Partial => ("partly", "en partie"),
        Verdict.Failed => ("failed", "échoué"),
        Verdict.NotRun => ("not run", "pas lancé"),
        _ => ("not settled", "indécis"),
    };

    /// <summary>A verdict as one character that has the same width in every terminal.</summary>
    public static char Mark(this Verdict verdict) => verdict switch
    {
        Verdict.Passed => '✓',
        Verdict.Partial => '~',
        Verdict.Failed => '✗',
        Verdict.NotRun => '-',
        _ => '?',
    };

    /// <summary>A cause in a few words.</summary>
    public static Bilingual Words(this Cause cause) => cause switch
    {
        Cause.None => "",
        Cause.DoesNotCompile => ("does not compile", "ne compile pas"),
        Cause.NotDone => ("not done yet", "pas encore fait"),
        Cause.WrongAnswer => ("wrong answer", "réponse fausse"),
        Cause.Exception => ("an exception was thrown", "une exception a été levée"),
        Cause.TooSlow => ("too slow", "trop lent"),
        Cause.TooLarge => ("too large", "trop gros"),
        Cause.TooMuchMemory => ("too much memory", "trop de mémoire"),
        Cause.TooInaccurate => ("not accurate enough", "pas assez exact"),
        Cause.Cheating => ("only looks done", "fait en apparence seulement"),
        Cause.Timeout => ("ran past the time limit", "délai dépassé"),
        Cause.OutOfMemory => ("ran past the memory limit", "limite de mémoire dépassée"),
        Cause.StackOverflow => ("stack overflow", "débordement de pile"),
        Cause.Exit => ("ended its own process", "a terminé son propre processus"),
        Cause.Crash => ("crashed", "a planté"),
        Cause.OutputFlood => ("wrote too much output", "a écrit trop de sortie"),
        Cause.TooManyProcesses => ("started too many processes", "a lancé trop de processus"),
        Cause.Prerequisite => ("waits for another test", "attend un autre test"),
        Cause.Noise => ("the machine was too noisy to tell", "la machine était trop chargée pour trancher"),
        _ => ("the grader failed, not your work", "le correcteur a échoué, pas votre travail"),
    };

    /// <summary>Whether the student's process was killed or threw an exception, as opposed to an answer that is not good enough.</summary>
    public static bool IsError(this Cause cause) => cause is Cause.DoesNotCompile or Cause.Exception or Cause.Timeout or Cause.OutOfMemory or Cause.StackOverflow or Cause.Exit
        or Cause.Crash or Cause.OutputFlood or Cause.TooManyProcesses or Cause.Grader;

    /// <summary>Why the task or test did not pass, in a sentence: the grading's message, otherwise the cause in words.</summary>
    public static string Sentence(string? message, Cause cause)
    {
        var words = cause.Words().English;
        return !string.IsNullOrWhiteSpace(message) ? PlainText.Clean(message) : words.Length == 0 ? "" : $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
    }

    /// <summary>A figure's display name: "speed_up" becomes "speed-up" and "gain de vitesse"; a lab's own name loses its underscores.</summary>
    public static Bilingual FigureName(string name) => name switch
    {
        "size" => ("size", "taille"),
        "speed_up" => ("speed-up", "gain de vitesse"),
        "latency" => ("latency", "latence"),
        "ram" => ("RAM", "mémoire vive"),
        "accuracy" => ("accuracy", "exactitude"),
        "signal_to_noise" => ("signal to noise", "signal sur bruit"),
        "throughput" => ("throughput", "débit"),
        "first_token" => ("first token", "premier token"),
        _ => PlainText.Line(name).Replace('_', ' '),
    };

    /// <summary>A value with its unit, to three significant digits: "412 KB", "2.31x", "88.3%", "0.85 ms". A non-finite value is "not measured".</summary>
    public static string Value(double value, string unit) => (double.IsFinite(value), unit) switch
    {
        (false, _) => "not measured",
        (_, "bytes") => new ByteSize((long)Math.Clamp(value, long.MinValue, long.MaxValue)).ToString(),
        (_, "ms") => new Milliseconds(value).ToString(),
        (_, "x") => value.ToString("F2", CultureInfo.InvariantCulture) + "x",
        (_, "%") => value.ToString("F1", CultureInfo.InvariantCulture) + "%",
        _ => $"{Significant.Three(value)} {PlainText.Line(unit)}".TrimEnd(),
    };

    /// <summary>The value in both languages: in French Mo for MB, a decimal comma, a space before the per cent sign.</summary>
    public static Bilingual BothValues(double value, string unit) => (double.IsFinite(value), unit) switch
    {
        (false, _) => ("not measured", "non mesuré"),
        (_, "bytes") => Bilingual.Size((long)Math.Clamp(value, long.MinValue, long.MaxValue)),
        (_, "x") => Bilingual.Times(value),
        (_, "%") => Bilingual.Percent(value / 100),
        _ => Bilingual.Number(Value(value, unit)),
    };

    /// <summary>Points without trailing zeros: "10", "3.33".</summary>
    public static string Points(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Whether a figure of the task meets its budget; null if it has none. A figure that could not be measured fails its budget; if the task is
    /// inconclusive, so is a figure whose interval contains the budget.</summary>
    public static Verdict? Standing(this TaskGrade task, string name)
    {
        if (!task.Budget.TryGetValue(name, out var budget) || !task.Measured.TryGetValue(name, out var figure))
        {
            return null;
        }

        return task.Verdict == Verdict.Inconclusive && figure.Low <= budget.Value && budget.Value <= figure.High ? Verdict.Inconclusive
            : (budget.AtMost ? figure.Value <= budget.Value : figure.Value >= budget.Value) ? Verdict.Passed
            : Verdict.Failed;
    }
}
