using Frugal.Texts;
using FsCheck.Fluent;

namespace Frugal.Tests.Texts.Duplicates;

public class ExactDuplicatesTests
{
    [Test]
    public void A_repeated_text_is_found_with_the_number_of_the_first()
    {
        var duplicates = new ExactDuplicates();

        Assert.That(new[] { "a", "b", "a", "", "b", "", "A" }.Select(text => duplicates.Add(text)), Is.EqualTo(new long?[] { null, null, 0, null, 1, 3, null }));
        Assert.That(duplicates.Count, Is.EqualTo(7));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Any_stream_gives_what_a_dictionary_gives_even_if_all_hashes_collide(bool collide) => Property.Holds(
        Gen.Elements("a", "b", "ab", "ba", "abcd", "abcde", "").ListOf().Resize(60).Zip(Gen.Choose(1, 8)),
        given =>
        {
            var (texts, window) = (given.Item1, given.Item2);
            var duplicates = collide ? new ExactDuplicates(window, _ => 7) : new ExactDuplicates(window);

            Assert.That(texts.Select(text => duplicates.Add(text)), Is.EqualTo(Naive(texts, window)));
        });

    [Test]
    public void Texts_that_differ_in_one_character_have_different_hashes()
    {
        var texts = new HashSet<string> { "" };
        for (var length = 1; length < 20; length++)
        {
            texts.Add(new string('a', length));
            for (var at = 0; at < length; at++)
            {
                texts.Add($"{new string('a', at)}b{new string('a', length - at - 1)}");
                texts.Add($"{new string('a', at)}\0{new string('a', length - at - 1)}");
            }
        }

        Assert.That(texts.Select(text => TextHash.Of(text)).Distinct().Count(), Is.EqualTo(texts.Count));
    }

    [Test]
    public void A_window_out_of_range_is_refused() => Assert.That(() => new ExactDuplicates(0), Throws.TypeOf<FrugalException>().With.Message.StartsWith("Duplicates: Window is 0; it must be 1 to 268435456."));

    private static List<long?> Naive(IList<string> texts, int window)
    {
        var known = new List<(string Text, long Number)>();
        var found = new List<long?>();
        for (var i = 0; i < texts.Count; i++)
        {
            var before = known.TakeLast(window).Where(text => text.Text == texts[i]).Select(text => (long?)text.Number).FirstOrDefault();
            found.Add(before);
            if (before is null)
            {
                known.Add((texts[i], i));
            }
        }

        return found;
    }
}
