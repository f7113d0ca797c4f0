using Frugal.Data;
using Frugal.Texts;

namespace Frugal.Tests.Texts.Duplicates;

public class NearDuplicatesTests
{
    private const string Tweet = "Plus d'internet depuis hier soir à Nantes, et personne au service client ne répond.";

    [TestCase(Tweet, 1)]
    [TestCase("PLUS d'internet depuis hier soir, à Nantes ! Et personne au service client ne répond...", 1)]
    [TestCase("Plus d'internet depuis hier soir à Nantes et persone au service client ne répond", 0.94)]
    [TestCase("RT Plus d'internet depuis hier soir à Nantes, et personne au service client ne répond.", 0.96)]
    [TestCase("Plus de réseau depuis ce matin à Lyon, et le service client répond à côté.", -1)]
    [TestCase("", -1)]
    public void A_text_with_small_changes_is_found(string text, double similarity)
    {
        var duplicates = new NearDuplicates();
        Assert.That(duplicates.Add("Bonjour"), Is.Null);
        Assert.That(duplicates.Add(Tweet), Is.Null);

        var found = duplicates.Add(text);

        Assert.That(found?.Of, Is.EqualTo(similarity < 0 ? null : 1L));
        Assert.That(found?.Similarity ?? -1, Is.EqualTo(similarity).Within(0.02));
    }

    [TestCase(false, 4)]
    [TestCase(true, 2)]
    public void What_is_found_and_missed_is_what_brute_force_and_the_formula_say(bool words, int shingle)
    {
        var options = new NearDuplicateOptions { WordShingles = words, Shingle = shingle, Threshold = 0.5 };
        var (expected, found, pairs) = (0.0, 0, 0);
        var random = new SplitMix64(5);
        for (var i = 0; i < 1500; i++)
        {
            var first = Sentence(ref random);
            var second = Changed(first, ref random);
            var exact = NaiveJaccard(first, second, options);
            var finder = new NearDuplicates(options with { Seed = i, Window = 4 });
            finder.Add(first);

            var near = finder.Add(second);

            if (near is { } other)
            {
                Assert.That(other.Similarity, Is.EqualTo(exact).Within(1e-9));
            }

            if (exact >= options.Threshold)
            {
                pairs++;
                expected += options.Probability(exact);
                found += near is null ? 0 : 1;
            }
            else
            {
                Assert.That(near, Is.Null);
            }
        }

        Assert.That(pairs, Is.GreaterThan(300));
        Assert.That((double)found / pairs, Is.EqualTo(expected / pairs).Within(0.04));
    }

    [Test]
    public void Signatures_agree_as_often_as_the_sets_are_similar()
    {
        var (hash, random) = (new MinHash(1024, seed: 3), new SplitMix64(9));
        foreach (var common in new[] { 0, 10, 50, 90, 100 })
        {
            var shared = Enumerable.Range(0, common).Select(_ => (uint)random.Next()).ToList();
            uint[] a = [.. shared, .. Enumerable.Range(0, 100 - common).Select(_ => (uint)random.Next())];
            uint[] b = [.. shared, .. Enumerable.Range(0, 100 - common).Select(_ => (uint)random.Next())];
            var (first, second) = (new uint[1024], new uint[1024]);

            hash.Sign(a, first);
            hash.Sign(b, second);

            var similarity = common / (200.0 - common);
            Assert.That(first.Zip(second).Count(pair => pair.First == pair.Second) / 1024.0, Is.EqualTo(similarity).Within(4 * Math.Sqrt(0.25 / 1024)));
        }
    }

    [TestCase(5)]
    [TestCase(8)]
    [TestCase(13)]
    public void A_signature_holds_the_least_value_of_each_function(int count)
    {
        var (hash, signature) = (new MinHash(count, seed: 1), new uint[count]);
        uint[] set = [5, 7, 1_000_000_007];
        hash.Sign(set, signature);
        var single = set.Select(item =>
        {
            var one = new uint[count];
            hash.Sign([item], one);
            return one;
        }).ToList();

        Assert.That(signature, Is.EqualTo(Enumerable.Range(0, count).Select(i => single.Min(one => one[i]))));
    }

    [Test]
    public void Old_texts_are_forgotten_and_groups_keep_their_first()
    {
        var duplicates = new NearDuplicates(new() { Window = 2 });
        string[] texts = ["the first of all texts", "a second text, longer", "the first of all texts!", "third one here, other words", "the first of all texts", "a second text; longer"];

        Assert.That(texts.Select(text => duplicates.Add(text)?.Of), Is.EqualTo(new long?[] { null, null, 0, null, null, null }));
    }

    [Test]
    public void Equal_texts_are_compared_with_the_first_alone()
    {
        var duplicates = new NearDuplicates(new() { Window = 16 });

        Assert.That(Enumerable.Range(0, 10_000).Select(_ => duplicates.Add(Tweet)?.Of ?? 0), Is.All.Zero);
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        Assert.That(() => new NearDuplicates(new() { Bands = 0 }), Throws.TypeOf<FrugalException>().With.Message.EqualTo("Near duplicates: Bands is 0; it must be 1 to 256. Change the options."));
        Assert.That(() => new NearDuplicates(new() { Threshold = double.NaN }), Throws.TypeOf<FrugalException>());
        Assert.That(new NearDuplicateOptions().Probability(0.7), Is.EqualTo(0.9877).Within(0.0001));
    }

    private static string Sentence(ref SplitMix64 random)
    {
        var words = new string[12];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Word(ref random);
        }

        return string.Join(' ', words);
    }

    private static string Changed(string text, ref SplitMix64 random)
    {
        var words = text.Split(' ');
        for (var changes = random.NextInt32(5); changes > 0; changes--)
        {
            words[random.NextInt32(words.Length)] = Word(ref random);
        }

        return string.Join(random.Chance(0.5f) ? " " : ", ", words);
    }

    private static string Word(ref SplitMix64 random) => $"{(char)('a' + random.NextInt32(26))}{random.NextInt32(10_000)}é";

    private static double NaiveJaccard(string first, string second, NearDuplicateOptions options)
    {
        var (a, b) = (Set(first), Set(second));
        return (double)a.Intersect(b).Count() / a.Union(b).Count();

        HashSet<string> Set(string text)
        {
            var words = text.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            var plain = string.Join(' ', words);
            return options.WordShingles
                ? [.. Enumerable.Range(0, words.Length - options.Shingle + 1).Select(i => string.Join(' ', words.Skip(i).Take(options.Shingle)))]
                : [.. Enumerable.Range(0, plain.Length - options.Shingle + 1).Select(i => plain.Substring(i, options.Shingle))];
        }
    }
}
