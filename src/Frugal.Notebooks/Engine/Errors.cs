using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>Converts failures of cells to errors with cell, line and column.</summary>
internal static partial class Errors
{
    private const int MostDiagnostics = 20;
    private const int MostFrames = 30;
    private static readonly ConditionalWeakTable<Assembly, EditedSource> EditedCells = [];

    /// <summary>Frames of the engine and of async methods, which do not help the user.</summary>
    private static readonly string[] Plumbing = ["Frugal.Notebooks.", "System.Runtime.CompilerServices.", "System.Runtime.ExceptionServices.", "System.Threading."];

    /// <summary>Stores the column mapping of a cell that was compiled with edits.</summary>
    public static void Remember(Assembly cell, EditedSource? edited)
    {
        if (edited is not null)
        {
            EditedCells.Add(cell, edited);
        }
    }

    public static CellResult Interrupted(string cell) => new()
    {
        Interrupted = true,
        Error = new CellError("Interrupted", $"{cell} was interrupted.", [], [$"{cell} was interrupted. Variables that it had set keep their values."]),
    };

    /// <summary>The error for a magic command of another kernel; the compiler's own message would be confusing.</summary>
    public static CellError? OfMagic(string code, string cell)
    {
        foreach (var (index, line) in code.Split('\n').Index())
        {
            if (Magic().Match(line) is { Success: true } magic)
            {
                var message = $"'{magic.Value.Trim()}' is a magic command of another kernel; this one runs plain C#. Delete the line.";
                return new CellError("MagicCommand", message, [new CellSpan(cell, index + 1, 1, index + 1, line.Length + 1, message)], [$"{cell}, line {index + 1}: {message}"]);
            }
        }

        return null;
    }

    public static CellError Of(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        List<CellSpan> spans = [];
        List<string> trace = [];
        foreach (var error in errors.Take(MostDiagnostics))
        {
            var place = error.Location.GetLineSpan();
            var span = new CellSpan(place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1,
                place.EndLinePosition.Line + 1, place.EndLinePosition.Character + 1, $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
            spans.Add(span);
            trace.Add($"{span.Cell}, line {span.Line}, column {span.Column}: {span.Message}");
            trace.AddRange(Squiggle(error.Location));
        }

        if (errors.Count > MostDiagnostics)
        {
            trace.Add($"… and {errors.Count - MostDiagnostics} more errors");
        }

        return new CellError("CompilationError", spans.Count > 0 ? trace[0] : "The cell does not compile.", spans, trace);
    }

    public static CellError Of(Exception failure)
    {
        List<string> trace = [];
        CellSpan? place = null;
        for (var at = failure; at is not null; at = at.InnerException)
        {
            trace.Add($"{(at == failure ? "" : "caused by ")}{at.GetType().FullName}: {at.Message}");
            if (at is FrugalException && failure == at && !HasCellFrame(at))
            {
                return new CellError(nameof(FrugalException), at.Message, [], [at.Message]);
            }

            var frames = Frames(at).ToList();
            place ??= frames.Select(frame => frame.Place).FirstOrDefault(known => known is not null);
            trace.AddRange(frames.Take(MostFrames).Select(frame => frame.Text));
            if (frames.Count > MostFrames)
            {
                trace.Add($"   … {frames.Count - MostFrames} more calls");
            }
        }

        return new CellError(failure.GetType().FullName!, failure.Message, place is null ? [] : [place with { Message = failure.Message }], trace);
    }

    private static IEnumerable<string> Squiggle(Location location)
    {
        if (location.SourceTree?.GetText() is not { } text)
        {
            yield break;
        }

        var span = location.GetLineSpan();
        var line = text.Lines[span.StartLinePosition.Line].ToString().TrimEnd();
        var start = Math.Min(span.StartLinePosition.Character, line.Length);
        var end = span.EndLinePosition.Line == span.StartLinePosition.Line ? Math.Min(span.EndLinePosition.Character, line.Length) : line.Length;
        var margin = new StringBuilder();
        foreach (var letter in line.AsSpan(0, start))
        {
            margin.Append(letter == '\t' ? '\t' : ' ');
        }

        yield return "    " + line;
        yield return $"    {margin}{new string('~', Math.Max(1, end - start))}";
    }

    /// <summary>Whether the exception's stack contains code of a cell.</summary>
    public static bool HasCellFrame(Exception failure) => new StackTrace(failure).GetFrames().Any(frame => Owner(frame) is { } owner && owner.StartsWith("Submission_", StringComparison.Ordinal));

    private static string? Owner(StackFrame frame)
    {
        var type = frame.GetMethod()?.DeclaringType;
        while (type?.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type?.FullName;
    }

    /// <summary>The frames down to the outermost cell, without those of the engine and of async methods.</summary>
    private static IEnumerable<(string Text, CellSpan? Place)> Frames(Exception failure)
    {
        foreach (var frame in new StackTrace(failure, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || Owner(frame) is not { } owner
                || Plumbing.Any(plumbing => owner.StartsWith(plumbing, StringComparison.Ordinal)))
            {
                continue;
            }

            var own = owner.StartsWith("Submission_", StringComparison.Ordinal);
            var name = LocalName().Match(method.DeclaringType!.Name + "." + method.Name) is { Success: true } local ? local.Groups[1].Value : method.Name;
            var line = frame.GetFileLineNumber();
            if (own && line > 0)
            {
                var cell = Path.GetFileName(frame.GetFileName() ?? "cell");   // the compiler put the notebook's folder before the name
                var where = name is "Initialize" or "Main" or "Factory" ? "" : $"{name}, ";
                var column = Math.Max(1, frame.GetFileColumnNumber());
                column = EditedCells.TryGetValue(method.Module.Assembly, out var edited) ? edited.Column(line, column) : column;
                yield return ($"   at {where}{cell}, line {line}", new CellSpan(cell, line, column, line, column, ""));
            }
            else if (!own)
            {
                yield return ($"   at {TypeNames.Of(method.DeclaringType)}.{name}", null);
            }
        }
    }

    [GeneratedRegex(@"^\s*(?:#![A-Za-z][^\r\n]*|%%?[A-Za-z]+\s*$)")]
    private static partial Regex Magic();

    [GeneratedRegex(@"<+(\w+)>")]
    private static partial Regex LocalName();
}
