using Frugal.Measuring;
using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(5, "Vectorised rules: a thousand terms in one pass")]
[Points(13)]
[Hint("The brief's pipeline looked for each of a thousand terms in each tweet. Look each word up instead.")]
public class RulesTests : TaskFixture
{
    private const string Where = "TermIndex.Count";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("A term is a whole word: the space before it and after it belong to it.")]
    public void A_word_is_found_as_a_whole_word()
    {
        Counts([new("box", false, 0), new("a", false, 1), new("€", false, 2), new("112", false, 3)],
            " box ", " my box is dead ", " boxes in a mailbox ", " box box box ", " a box ", " boxa ", " 12 € ", " 112 1123 € € ", " ", " b ");
        MustNotCall("Frugal.Texts.KpiRules");
    }

    [Test, Points(2), Hint("The words follow each other, and the last one ends there unless it is a prefix.")]
    public void A_term_of_several_words_is_found_where_they_follow_each_other() =>
        Counts([new("no internet", false, 0), new("no", false, 1), new("no internet at all", false, 2), new("internet at", false, 3)],
            " no internet ", " no internet at all ", " no internets ", " no no internet at allo ", " internet no ", " no  ", " no internet no internet ", " at all ", " no fast internet ");

    [Test, Points(2), Hint("The beginning of a word, of the last word of several; a word that is the prefix itself counts too.")]
    public void A_prefix_is_found_where_a_word_begins_so() =>
        Counts([new("refund", true, 0), new("over", true, 1), new("overcharg", true, 2), new("too much", true, 3), new("r", true, 0), new("o", false, 2)],
            " refund ", " refunds refunded ", " overcharged over discover ", " too much ", " too muchness too mu ", " unrefunded ", " r ref o ", " ", " too too much ");

    [Test, Points(2), Hint("Every occurrence of every term counts, also the same words in two terms, and the counts that are there stay.")]
    public void Each_occurrence_counts_and_is_added()
    {
        TermData[] terms = [new("slow", false, 0), new("slow", true, 0), new("slow slow", false, 1), new("so slow", false, 1), new("slow", false, 2), new("slow", false, 2)];
        Counts(terms, " slow ", " so slow slow slow ", " slowly ");
        Same(terms, [" slow slow ", " other "], 3, before: 7);
        Counts([], " slow ", " ");
    }

    [Test, Hidden, Points(2), Hint("NaiveTerms.Count is right: compare both on texts of your own.")]
    public void Any_vocabulary_is_counted_as_by_looking_for_each_term()
    {
        for (var round = 0; round < 20; round++)
        {
            var letters = "abcé"[..Unseen.Next(1, 5)];
            TermData[] terms = [.. Enumerable.Range(0, Unseen.Next(1, 60)).Select(_ => new TermData(string.Join(' ', Words(Unseen.Next(1, 4), letters)), Unseen.Next(2) == 0, Unseen.Next(5)))];
            Same(terms, [.. Enumerable.Range(0, 20).Select(_ => $" {string.Join(' ', Words(Unseen.Next(1, 30), letters))} ")], 5);
        }
    }

    [Test, Points(1), Hint("Spans and an alternate lookup: no Split, no Substring, no ToString.")]
    public void Nothing_is_allocated()
    {
        var allocated = Student.Call(RuleProbes.Allocated, Large(20));
        Expect.For("20,000 searches of a tweet", Where).Between("bytes allocated,", allocated, 0, 20_000);
    }

    [Test, Points(2), WorkedBudget(Undone = 0.1, FasterThan = "one search per term"), Hint("The time must not depend on the number of terms.")]
    public void It_is_as_fast_as_a_lookup_of_each_word()
    {
        Student.Call(RuleProbes.Count, new TermRequest([new("a", false, 0)], [" a "], 1));
        var large = Large(50);
        using var reference = StudentProcess.Start(Limits, Scratch);
        using var worked = StudentProcess.Start(Limits, Scratch);
        Student.Call(RuleProbes.Keep, large);
        reference.Call(Terms.Keep, large);
        worked.Call(Terms.Keep, large);
        Judge.SpeedUp(new TimedCalls<TermSpeed, int[]>
        {
            Batch = rounds => new TermSpeed(rounds, Unseen.Next(1000)),
            Subject = request => Student.Call(RuleProbes.Timed, request),
            Reference = request => reference.Call(Terms.OneByOne, request),
            Worked = request => worked.Call(Terms.Worked, request),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            WorkedTime = worked.ProcessorTime,
            Check = (_, answer, right) => Expect.For("Tweets that are searched again and again, while it is timed", Where).Equal("the counts", answer, right),
        });
    }

    private void Counts(TermData[] terms, params string[] texts) => Same(terms, texts, 4);

    private void Same(TermData[] terms, string[] texts, int groups, int before = 0)
    {
        texts = [.. texts.Select(text => $" {string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))} ").Select(text => text == "  " ? " " : text)];
        var got = Student.Call(RuleProbes.Count, new TermRequest(terms, texts, groups, before));
        for (var i = 0; i < texts.Length; i++)
        {
            Expect.For($"The text \"{texts[i]}\", and the terms {string.Join(", ", terms.Take(8).Select(term => $"\"{term.Words}{(term.IsPrefix ? "*" : "")}\" in group {term.Group}"))}{(terms.Length > 8 ? ", ..." : "")}", Where)
                .Equal("the counts of the groups", got[i], Terms.Count(terms, texts[i], groups, before));
        }
    }

    private TermRequest Large(int texts)
    {
        const string Letters = "etaoinsrhldcu";
        TermData[] terms = [.. Enumerable.Range(0, 1000).Select(i => new TermData(string.Join(' ', Words(i % 4 == 0 ? 2 : 1, Letters, 4)), i % 5 == 0, i % 20))];
        return new(terms, [.. Enumerable.Range(0, texts).Select(_ => $" {string.Join(' ', Words(18, Letters, 3))} {terms[Unseen.Next(1000)].Words} ")], 20);
    }

    private IEnumerable<string> Words(int count, string letters, int least = 1) => Enumerable.Range(0, count).Select(_ => new string([.. Enumerable.Range(0, Unseen.Next(least, least + 4)).Select(_ => letters[Unseen.Next(letters.Length)])])).ToList();
}
