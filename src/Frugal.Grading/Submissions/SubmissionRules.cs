using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Frugal.Grading.Authoring;
using Frugal.Measuring;

namespace Frugal.Grading.Submissions;

/// <summary>
/// What counts of a submission: <c>solutions/NAME/submission.json</c>, which the course's authors review. A lab without the file has the rules that an
/// empty one, <c>{}</c>, means. In a pattern <c>*</c> stands for any characters, folders included.
/// </summary>
internal sealed partial record SubmissionRules
{
    /// <summary>The file's name, in the lab's folder.</summary>
    public const string File = "submission.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        PropertyNameCaseInsensitive = false,
    };

    /// <summary>The sources of the app that are compiled; by default <c>APP/*.cs</c>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The files that the server hands out; by default <c>APP/wwwroot/*</c>.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>Whether the student's analysis sheet is filled in, rather than the course's.</summary>
    public bool Analysis { get; init; } = true;

    /// <summary>Packages that every submission's app may use, beside those of the course's project. Their versions are the course's.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Properties that every submission's app is built with.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Sizes, numbers and times.</summary>
    public SubmissionLimits Limits { get; init; } = new();

    /// <summary>Reads the rules of a lab.</summary>
    /// <exception cref="FrugalException">The file is not valid; the message names the value and what is allowed.</exception>
    public static SubmissionRules Of(LabTree tree)
    {
        var path = Path.Combine(tree.Solution, File);
        var text = System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : "{}";
        var versions = Path.Combine(tree.Course.Root, "Directory.Packages.props");
        return Parse(text, tree.Show(path), tree.Name.App, System.IO.File.Exists(versions) ? Named(versions) : []);
    }

    /// <summary>Parses and checks the file.</summary>
    /// <param name="text">The content.</param>
    /// <param name="shown">The file's name in messages.</param>
    /// <param name="app">The name of the app.</param>
    /// <param name="packages">The packages to which the course gives a version.</param>
    public static SubmissionRules Parse(string text, string shown, string app, IReadOnlySet<string> packages)
    {
        SubmissionRules rules;
        try
        {
            rules = JsonSerializer.Deserialize<SubmissionRules>(text, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new FrugalException($"{shown}: not valid ({wrong.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Allowed: an object with sources, pages, analysis, packages, properties and limits. See docs/en/authoring-a-lab.md.", wrong);
        }

        if (rules is not { Sources: not null, Pages: not null, Packages: not null, Properties: not null, Limits: not null })
        {
            throw new FrugalException($"{shown}: a value is null. Allowed: a list, an object, or no entry. Take the entry out.");
        }

        rules = rules with
        {
            Sources = rules.Sources.Count > 0 ? rules.Sources : [$"{app}/*.cs"],
            Pages = rules.Pages.Count > 0 ? rules.Pages : [$"{app}/wwwroot/*"],
        };
        Check(shown, "sources", rules.Sources, pattern => Pattern().IsMatch(pattern) && pattern.StartsWith($"{app}/", StringComparison.Ordinal) && pattern.EndsWith(".cs", StringComparison.Ordinal), $"patterns such as {app}/*.cs, which begin with {app}/ and end with .cs");
        Check(shown, "pages", rules.Pages, pattern => Pattern().IsMatch(pattern) && pattern.StartsWith($"{app}/wwwroot/", StringComparison.Ordinal), $"patterns such as {app}/wwwroot/*, which begin with {app}/wwwroot/");
        Check(shown, "packages", rules.Packages, packages.Contains, $"packages with a version in Directory.Packages.props; add the version there");
        Check(shown, "properties", rules.Properties.Keys, name => Name().IsMatch(name), "names of MSBuild properties: letters, digits and _");
        Check(shown, "properties", rules.Properties.Values, value => value is not null && Value().IsMatch(value), "values of letters, digits, blanks and . , ; + - _");
        rules.Limits.Check(shown);
        return rules;
    }

    /// <summary>Whether a file is a source of the app that counts.</summary>
    public bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal) && Matches(Sources, path);

    /// <summary>Whether a file is a page that counts.</summary>
    public bool IsPage(string path) => KnownPages.Contains(Path.GetExtension(path)) && Matches(Pages, path);

    /// <summary>Whether a file is the analysis sheet, and counts.</summary>
    public bool IsSheet(string path) => Analysis && path == Cards.AnalysisSheet.File;

    /// <summary>What counts, in one line.</summary>
    public string Says => string.Join(", ", [.. Sources, .. Pages, .. Analysis ? [Cards.AnalysisSheet.File] : Array.Empty<string>()]);

    private static HashSet<string> KnownPages { get; } = [".html", ".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".txt", ".json"];

    private static bool Matches(IReadOnlyList<string> patterns, string path) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false));

    private static void Check(string shown, string entry, IEnumerable<string> values, Func<string, bool> isRight, string allowed)
    {
        foreach (var value in values)
        {
            if (value is null || !isRight(value))
            {
                throw new FrugalException($"{shown}: {entry} has '{value}'. Allowed: {allowed}.");
            }
        }
    }

    private static HashSet<string> Named(string versions)
    {
        try
        {
            return [.. XDocument.Load(versions).Descendants("PackageVersion").Select(package => (string?)package.Attribute("Include")).OfType<string>(), .. Imported(versions)];
        }
        catch (XmlException wrong)
        {
            throw new FrugalException($"{versions}: not valid XML ({wrong.Message}). Correct it.", wrong);
        }
    }

    /// <summary>The packages of the files that it imports by their full path.</summary>
    private static IEnumerable<string> Imported(string versions) => XDocument.Load(versions).Descendants("Import")
        .Select(import => (string?)import.Attribute("Project")).Where(path => Path.IsPathFullyQualified(path ?? "") && System.IO.File.Exists(path)).SelectMany(path => Named(path!));

    [GeneratedRegex(@"^[\w.\-/*]{1,200}$")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9 .,;+\-_]{0,200}$")]
    private static partial Regex Value();
}

/// <summary>The limits of a submission and of its build.</summary>
internal sealed record SubmissionLimits
{
    /// <summary>Maximum number of files that count.</summary>
    public int Files { get; init; } = 500;

    /// <summary>Maximum kilobytes of a source, and of the analysis sheet.</summary>
    public int SourceKilobytes { get; init; } = 1000;

    /// <summary>Maximum kilobytes of a page.</summary>
    public int PageKilobytes { get; init; } = 5000;

    /// <summary>Maximum seconds of a compilation: of processor time on Linux.</summary>
    public int BuildSeconds { get; init; } = 120;

    /// <summary>Maximum megabytes of memory of a compilation.</summary>
    public int BuildMegabytes { get; init; } = 2000;

    /// <summary>The largest source.</summary>
    [JsonIgnore]
    public ByteSize Source => new(SourceKilobytes * 1000L);

    /// <summary>The largest page.</summary>
    [JsonIgnore]
    public ByteSize Page => new(PageKilobytes * 1000L);

    /// <summary>Refuses numbers outside their ranges.</summary>
    public void Check(string shown)
    {
        foreach (var (name, value, least, most) in new[]
        {
            ("files", Files, 1, 5000), ("sourceKilobytes", SourceKilobytes, 1, 10_000), ("pageKilobytes", PageKilobytes, 1, 50_000),
            ("buildSeconds", BuildSeconds, 1, 600), ("buildMegabytes", BuildMegabytes, 256, 16_000),
        })
        {
            if (value < least || value > most)
            {
                throw new FrugalException($"{shown}: limits.{name} is {value}. Allowed: {least} to {most}.");
            }
        }
    }
}
