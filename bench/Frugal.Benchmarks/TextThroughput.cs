using System.Buffers;
using Frugal.Data.SupportTweets;
using Frugal.Measuring;
using Frugal.Texts;

namespace Frugal.Benchmarks;

/// <summary>What the steps of a tweet pipeline cost in one thread, beside copying the characters.</summary>
internal static class TextThroughput
{
    private const int Copies = 100;

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
        double[] repeats = [Copies, 1, 1, 1, 1, 1];
        var seconds = Enumerable.Range(0, rounds + 1).Select(_ => steps.Select((step, i) => Seconds(step.Work) / repeats[i]).ToArray()).Skip(1).ToList();   // the first round compiles
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

    /// <summary>Copies a hundred times, so that the clock can tell; the caller divides.</summary>
    private static long Copied(string text, char[] target)
    {
        for (var i = 0; i < Copies; i++)
        {
            text.CopyTo(target);
        }

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
        TimeProvider clock = ThreadCpuClock.Instance ?? TimeProvider.System;
        var before = clock.GetTimestamp();
        work();
        return clock.GetElapsedTime(before).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
