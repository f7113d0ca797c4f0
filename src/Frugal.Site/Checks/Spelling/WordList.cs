using Frugal.Site.Building;

namespace Frugal.Site.Checks.Spelling;

/// <summary>The field's terms and the names that a language's dictionary lacks: <c>docs/words.en.txt</c> and <c>docs/words.fr.txt</c>.</summary>
internal sealed class WordList
{
    private readonly string[] words;
    private readonly HashSet<string> known;

    private WordList(string name, string[] words)
    {
        Name = name;
        this.words = words;
        known = [.. words, .. words.Where(word => char.IsLower(word[0])).Select(word => char.ToUpperInvariant(word[0]) + word[1..])];
    }

    /// <summary>The list's path in the repository.</summary>
    public string Name { get; }

    /// <summary>Reads the list of a language; a list that does not exist is empty.</summary>
    public static WordList Read(string root, SiteLanguage language)
    {
        var name = $"docs/words.{language.Code}.txt";
        var file = Path.Combine(root, name);
        return new(name, File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.Length > 0)] : []);
    }

    /// <summary>Whether the list has a word, or the word in lower case at the beginning of a sentence.</summary>
    public bool Has(string word) => known.Contains(word);

    /// <summary>The words that are not in their place.</summary>
    public IEnumerable<SiteFault> Disorder() =>
        words.Zip(words.Skip(1)).Index()
            .Where(pair => Compare(pair.Item.First, pair.Item.Second) >= 0)
            .Select(pair => new SiteFault(Name, pair.Index + 2, $"'{pair.Item.Second}' is not in order after '{pair.Item.First}'. Sort the list, each word once"));

    private static int Compare(string one, string other) =>
        string.Compare(one, other, StringComparison.OrdinalIgnoreCase) is var order && order != 0 ? order : string.CompareOrdinal(one, other);
}
