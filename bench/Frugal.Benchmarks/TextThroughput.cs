using System.Buffers;
using System.Diagnostics;
using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Benchmarks;

/// <summary>What the steps of a tweet pipeline cost in one thread, beside copying the characters.</summary>
internal static class TextThroughput
{
    public static IReadOnlyList<object> Measure(int count, int rounds)
    {
        var data = new SupportTweetDataset(new() { Count = count });
        var (cleaner, rules, buffer) = (new TweetCleaner(), new KpiRules(), new ArrayBufferWriter<char>(1 << 16));
        string[] raw = [.. data.All().Select(tweet => tweet.Text)];
        string[] cleaned = [.. raw.Select(cleaner.Clean)];
        var target = new char[raw.Max(text => text.Length)];
        (string Name, Func<long> Work)[] steps =
        [
            ("copying", () => raw.Sum(text => Copied(text, target))),
            ("generating", () => data.All().Sum(tweet => (long)tweet.Text.Length)),
            ("cleaning", () => raw.Sum(text => Cleaned(text, cleaner, buffer))),
            ("exact_duplicates", () => ExactDuplicates(cleaned)),
            ("near_duplicates", () => NearDuplicates(cleaned)),
            ("rules", () => cleaned.Count(text => rules.Find(text).IsClaim)),
        ];
        var seconds = Enumerable.Range(0, rounds + 1).Select(_ => steps.Select(step => Seconds(step.Work)).ToArray()).Skip(1).ToList();   // the first round compiles
        return
        [
            .. steps.Select((step, i) => new
            {
                step = step.Name,
                tweets = count,
                result = step.Work(),
                per_second = Math.Round(count / seconds.Min(round => round[i])),
                times_a_copy = Math.Round(Median(seconds.Select(round => round[i] / round[0])), 1),
            }),
        ];
    }

    private static long Copied(string text, char[] target)
    {
        text.CopyTo(target);
        return text.Length;
    }

    private static long Cleaned(string text, TweetCleaner cleaner, ArrayBufferWriter<char> buffer)
    {
        buffer.ResetWrittenCount();
        cleaner.Clean(text, buffer);
        return buffer.WrittenCount;
    }

    private static long ExactDuplicates(string[] texts)
    {
        var duplicates = new ExactDuplicates();
        return texts.Count(text => duplicates.Add(text) is not null);
    }

    private static long NearDuplicates(string[] texts)
    {
        var duplicates = new NearDuplicates();
        return texts.Count(text => duplicates.Add(text) is not null);
    }

    private static double Seconds(Func<long> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
