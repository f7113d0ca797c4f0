using System.Globalization;

namespace House.Tests.Site;

/// <summary>One of the site's two languages: its pages, its numbers and the words of the generated tables.</summary>
internal sealed record Language(string Code, NumberFormatInfo Numbers, IReadOnlyDictionary<string, string> Words)
{
    public static Language English { get; } = new("en", CultureInfo.InvariantCulture.NumberFormat, EnglishRows);

    public static Language French { get; } = new("fr", new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0" }, FrenchWords.All);

    public static Language[] Both => [English, French];

    public string Folder => Tree.At("docs", Code);

    public string Configuration => Tree.At(Code == "en" ? "mkdocs.yml" : "mkdocs.fr.yml");

    /// <summary>Names of benchmark rows that say too little outside their section.</summary>
    private static Dictionary<string, string> EnglishRows => new()
    {
        ["50%, fine-tuned"] = "50% of the channels removed, fine-tuned",
        ["50%, fine-tuned, int8"] = "50% of the channels removed, fine-tuned, int8",
        ["25% by Taylor saliency, not trained afterwards"] = "25% of the channels removed by Taylor saliency, not trained afterwards",
        ["int8, trained for it, scales learnt"] = "int8, trained for it, learned scales",
    };

    /// <summary>The word or phrase in this language.</summary>
    public string this[string english] => Code == "en"
        ? Words.GetValueOrDefault(english, english).Replace("scale a channel", "scale per channel", StringComparison.Ordinal).Replace("scale a layer", "scale per layer", StringComparison.Ordinal)
        : Words.TryGetValue(english, out var word) ? word : throw new KeyNotFoundException($"FrenchWords lacks \"{english}\".");

    public string Number(double value, string format) => value.ToString(format, Numbers);

    public string Percent(double share) => Number(share * 100, "0.0") + (Code == "en" ? "%" : "\u00A0%");

    public string Times(double ratio) => Number(ratio, "0.00") + (Code == "en" ? "x" : "\u00A0x");

    /// <summary>The pages, relative to the language's folder, in order.</summary>
    public IReadOnlyList<string> Pages =>
        [.. Directory.GetFiles(Folder, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The pages that <c>frugal site build</c> makes and the navigation names: one per notebook, and the index of the reference.</summary>
    public static IReadOnlyList<string> MadePages { get; } =
        [.. Directory.GetFiles(Tree.At("notebooks"), "*.ipynb").Select(file => $"notebooks/{Path.GetFileNameWithoutExtension(file)}.md").Append("reference/index.md").Order(StringComparer.Ordinal)];

    public string Read(string page) => File.ReadAllText(Path.Combine(Folder, page)).ReplaceLineEndings("\n");
}
