using Frugal.Texts;
using FsCheck.Fluent;

namespace Frugal.Tests.Texts.Rules;

public class TermMatcherTests
{
    [Test]
    public void Any_terms_are_found_as_by_a_naive_search() => Property.Holds(
        Gen.Elements("a", "b", "ab", "ba", "a b", "ab*", "b*", "abab", "b ab", "été", "œb").ListOf().Resize(6)
            .Zip(Gen.Elements("a", "b", "ab", " ", " ", "'", "É", "té", "œ", "漢", "-", "🙂", "1").ListOf().Resize(40).Select(string.Concat)),
        given =>
        {
            var (terms, text) = (given.Item1.Distinct().ToList(), given.Item2);
            var matcher = new TermMatcher(terms.Select((term, i) => (term, new TermMatcher.Weight((KpiSigns)(1 << i), Trouble: 1 << i))));

            var found = matcher.Sum(text);

            Assert.That(found.Trouble, Is.EqualTo(terms.Select((term, i) => Occurrences(text, term) << i).Sum()), $"{string.Join('|', terms)} in '{text}'");
            Assert.That((int)found.Signs, Is.EqualTo(terms.Select((term, i) => Occurrences(text, term) > 0 ? 1 << i : 0).Sum()));
        });

    [Test]
    public void Weights_of_overlapping_terms_add_up()
    {
        var matcher = new TermMatcher([("problem*", new(KpiSigns.None, Trouble: 1)), ("no problem", new(KpiSigns.None, Trouble: -1)), ("urgent", new(KpiSigns.Urgent))]);

        Assert.That(matcher.Sum("No problem, but urgent: one PROBLEM and other problems."), Is.EqualTo(new TermMatcher.Weight(KpiSigns.Urgent, Trouble: 2)));
        Assert.That(new TermMatcher([("€", new(KpiSigns.Billing, Trouble: 1))]).Sum("€12, 13 €, 14€50"), Is.EqualTo(new TermMatcher.Weight(KpiSigns.Billing, Trouble: 3)));
        Assert.That(matcher.Sum(""), Is.EqualTo(default(TermMatcher.Weight)));
    }

    private static int Occurrences(string text, string term)
    {
        var words = Plain(text);
        var wanted = $" {Plain(term.TrimEnd('*')).Trim()}{(term.EndsWith('*') ? "" : " ")}";
        return Enumerable.Range(0, words.Length).Count(at => words.AsSpan(at).StartsWith(wanted, StringComparison.Ordinal));
    }

    private static string Plain(string text)
    {
        var letters = text.Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ').Select(character => character switch { 'é' => 'e', 'œ' => 'o', _ => character });
        return $" {string.Join(' ', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
    }
}
