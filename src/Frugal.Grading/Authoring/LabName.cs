using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>A lab's name in kebab case, <c>clothing-api</c>, and its app's name in Pascal case, <c>ClothingApi</c>.</summary>
public sealed partial record LabName
{
    private const int Longest = 40;

    /// <summary>Names reserved by a file system or a namespace.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "frugal", "system", "microsoft", "windows", "labs", "solutions", "grader", "tests", "test", "course", "program", "new", "all",
        "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    private LabName(string text) => Text = text;

    /// <summary>The name in kebab case, used for the lab's folders.</summary>
    public string Text { get; }

    /// <summary>The name in Pascal case, used for the app and its namespace.</summary>
    public string App => string.Concat(Text.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Parses a lab name.</summary>
    /// <exception cref="FrugalException">The name is not in kebab case, too long or reserved.</exception>
    public static LabName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Kebab().IsMatch(text) || text.Length > Longest)
        {
            throw new FrugalException($"'{text.ReplaceLineEndings(" ")}' is not a valid lab name: lower-case words of letters and digits joined by hyphens, {Longest} characters at most. Choose one like 'clothing-api'.");
        }

        return Reserved.Contains(text) ? throw new FrugalException($"'{text}' is a reserved word. Choose another name, like '{text}-lab'.") : new(text);
    }

    /// <summary>The name in kebab case.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*\z")]
    private static partial Regex Kebab();
}
