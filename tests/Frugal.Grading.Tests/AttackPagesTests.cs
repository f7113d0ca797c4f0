using System.Text.RegularExpressions;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests;

/// <summary>The pages "What was tried" list what the tests run.</summary>
public partial class AttackPagesTests
{
    private static readonly IReadOnlyDictionary<string, string> Sources = Directory.EnumerateFiles(Tree.At("tests"), "*.cs", SearchOption.AllDirectories)
        .Where(path => path.EndsWith("Tests.cs", StringComparison.Ordinal) || path.Contains($"{Path.DirectorySeparatorChar}Hostile{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToLookup(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText).ToDictionary(same => same.Key, same => string.Concat(same));

    [TestCase("en")]
    [TestCase("fr")]
    public void The_page_lists_each_attack_with_what_happens(string language)
    {
        var rows = Row().Matches(File.ReadAllText(Tree.At("docs", language, "attacks.md"))).Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}");

        var expected = Attacks.All.OrderBy(attack => attack.Kind).Select(attack => $"{attack.Name}: {Words(attack.Cause, language)}").ToList();

        Assert.That(rows, Is.EqualTo(expected));
        Assert.That(File.ReadAllText(Tree.At("docs", language, "attacks.md")), Does.Contain($": {expected.Count} ").Or.Contain($": {expected.Count}\n"), "their number");
    }

    [Test]
    public void Every_attack_has_a_name_of_its_own_and_a_test_that_runs_it() => Assert.Multiple(() =>
    {
        Assert.That(Attacks.All.Select(attack => attack.Name), Is.Unique);
        foreach (var attack in Attacks.All)
        {
            var (fixture, method) = (attack.Test.Split('.')[0], attack.Test.Split('.').ElementAtOrDefault(1));
            var (type, name) = (attack.Name.Split('.')[0], attack.Name.Split('.')[1]);
            var test = Sources.GetValueOrDefault(fixture, "");
            Assert.That(test, Does.Contain($" {method ?? name}(").Or.Contain($"{name}\"").Or.Contain($".{name}\"").Or.Contain("Attacks.All.Where").Or.Contain("HostileTexts.Each.Keys"), $"{attack.Name}: {attack.Test}");
            if (Sources.TryGetValue(type, out var hostile))
            {
                Assert.That(hostile, Does.Match($@"\b{name}\("), $"{attack.Name}: tests/Hostile/{type}.cs");
            }
        }
    });

    private static string Words(Cause cause, string language) => (cause, language) switch
    {
        (Cause.None, "en") => "achieves nothing",
        (Cause.None, _) => "n'obtient rien",
        (_, "en") => cause.Words().English,
        _ => cause.Words().French,
    };

    [GeneratedRegex(@"^\| `(\w+\.\w+)` \| .+ \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
