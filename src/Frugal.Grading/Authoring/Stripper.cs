using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>
/// Removes the worked answers from a C# source: of <c>#if SOLUTION ... #else ... #endif</c> it keeps the second part, without the directives.
/// All other directives are kept.
/// </summary>
public static partial class Stripper
{
    private const string Symbol = "SOLUTION";

    /// <summary>An open conditional block: an author's <c>#if SOLUTION</c> or another.</summary>
    private sealed record Block(bool IsSolution, int Line)
    {
        public bool InElse { get; set; }

        public bool Hides => IsSolution && !InElse;
    }

    /// <summary>The starter's source; unchanged if there is nothing to remove. The result never contains the word SOLUTION.</summary>
    /// <param name="source">The author's source.</param>
    /// <param name="path">The file's name in errors.</param>
    /// <exception cref="FrugalException">A directive has no match, or SOLUTION would reach the students. The message gives file and line.</exception>
    public static string Strip(string source, string path)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Names(source))
        {
            return source;
        }

        var (open, kept) = (new Stack<Block>(), new KeptLines());
        foreach (var (index, line) in Lines().Matches(source).Select(match => match.Value).Index())
        {
            if (Keeps(line, index + 1, open, message => Malformed(path, index + 1, message)))
            {
                kept.Add(line);
            }
            else
            {
                kept.Cut();
            }
        }

        return open.TryPeek(out var last) ? throw Malformed(path, last.Line, "this #if has no #endif") : kept.ToString();
    }

    /// <summary>Whether a text contains the word SOLUTION.</summary>
    public static bool Names(string text) => Word().IsMatch(text);

    /// <summary>Processes a line's directive, if any; returns whether the line belongs to the starter.</summary>
    private static bool Keeps(string line, int number, Stack<Block> open, Func<string, FrugalException> malformed)
    {
        var directive = Directive().Match(line);
        var hidden = open.Any(block => block.Hides);
        var top = open.TryPeek(out var block) ? block : null;
        switch (directive.Groups["name"].Value)
        {
            case "if" when Names(line):
                if (directive.Groups["rest"].Value.Split("//")[0].Trim() != Symbol)
                {
                    throw malformed($"write '#if {Symbol}' alone, without other symbols");
                }

                if (open.Any(other => other.IsSolution))
                {
                    throw malformed($"'#if {Symbol}' stands inside another one");
                }

                open.Push(new(true, number));
                return false;
            case "if":
                open.Push(new(false, number));
                return !hidden;
            case "elif" when top is null or { IsSolution: true }:
                throw malformed(top is null ? "this #elif has no #if" : $"'#if {Symbol}' takes no #elif, only #else");
            case "else" when top is null or { InElse: true }:
                throw malformed(top is null ? "this #else has no #if" : "a second #else");
            case "else":
                top.InElse = true;
                return !top.IsSolution && !hidden;
            case "endif" when top is null:
                throw malformed("this #endif has no #if");
            case "endif":
                open.Pop();
                return !top.IsSolution && !hidden;
        }

        return hidden || !Names(line) ? !hidden
            : throw malformed($"the word {Symbol} would reach the students here; take it out");
    }

    private static FrugalException Malformed(string path, int line, string message) => new($"{path}:{line}: {message}.");

    [GeneratedRegex(@$"\b{Symbol}\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+")]
    private static partial Regex Lines();

    [GeneratedRegex(@"\A\uFEFF?[ \t]*#[ \t]*(?<name>if|elif|else|endif)\b(?<rest>[^\r\n]*)")]
    private static partial Regex Directive();
}
