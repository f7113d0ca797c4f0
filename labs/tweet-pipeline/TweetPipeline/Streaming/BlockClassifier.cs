using System.Buffers.Binary;
using System.Text;
using Frugal;
using Frugal.Data.SupportTweets;
using Frugal.Texts;
using TweetPipeline.Batching;
using TweetPipeline.Finalising;
using TweetPipeline.Models;
using TweetPipeline.Operations;
using TweetPipeline.Rules;
using TweetPipeline.Sampling;
using TweetPipeline.Tweets;

namespace TweetPipeline.Streaming;

/// <summary>Classifies blocks in this process: cache, sentiment model, rules, language model, fallbacks.</summary>
public sealed class BlockClassifier(PipelineParts parts, RunOptions options, RunFigures figures) : IBlockClassifier
{
    private const int BatchTokens = 1024, BatchTexts = 64, Moods = 5;   // a mood is a byte and a float

    private readonly TweetRules rules = new(Unfinished.Else<CountTerms>(() => new TermIndex(Vocabulary.Terms).Count, () => (words, counts) => NaiveTerms.Count(Vocabulary.Terms, words, counts)));

    /// <inheritdoc/>
    public async Task<AnsweredBlock> ClassifyAsync(TweetBlock block, CancellationToken cancellation)
    {
        int[] places = [.. Enumerable.Range(0, block.Tweets.Count).Where(i => block.Tweets[i].DuplicateOf is null)];
        string[] texts = [.. places.Select(place => block.Tweets[place].Clean)];
        figures.Count(Counted.Classified, texts.Length);
        var moods = MoodsOf(texts, cancellation);
        var findings = Findings(texts);
        var partial = new PartialAnswer[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            partial[i] = new(moods[i], findings[i]);
        }

        if (parts.Asked is not null)
        {
            await AskAsync(block, places, texts, partial, cancellation).ConfigureAwait(false);
        }

        using var timing = figures.Time(Phase.Finalising);
        var answers = new TweetAnswer?[block.Tweets.Count];
        for (var i = 0; i < partial.Length; i++)
        {
            answers[places[i]] = Complete(partial[i]);
        }

        return new(block, answers);
    }

    private Mood?[] MoodsOf(string[] texts, CancellationToken cancellation)
    {
        var moods = new Mood?[texts.Length];
        if (parts.Sentiment is null)
        {
            return moods;
        }

        byte[]?[] known;
        using (figures.Time(Phase.Cache))
        {
            known = parts.Cache.Get(parts.Source.Version, texts);
        }

        for (var i = 0; i < texts.Length; i++)
        {
            moods[i] = known[i] is [var sentiment and <= 2, _, _, _, _] answer ? new((TweetSentiment)sentiment, BinaryPrimitives.ReadSingleLittleEndian(answer.AsSpan(1))) : null;
        }

        int[] missing = [.. Enumerable.Range(0, texts.Length).Where(i => moods[i] is null && texts[i].Length > 0)];
        if (missing.Length > 0)
        {
            var computed = Compute([.. missing.Select(i => texts[i])], cancellation);
            for (var k = 0; k < missing.Length; k++)
            {
                moods[missing[k]] = computed[k];
            }

            using var timing = figures.Time(Phase.Cache);
            parts.Cache.Put(parts.Source.Version, [.. missing.Where(i => moods[i] is not null).Select(i => (texts[i], Bytes(moods[i]!.Value)))]);
        }

        return moods;
    }

    private Mood?[] Compute(string[] texts, CancellationToken cancellation)
    {
        using var timing = figures.Time(Phase.Sentiment);
        try
        {
            var model = parts.Sentiment!();
            int[][] tokens = [.. texts.Select(model.Encode)];
            int[] lengths = [.. tokens.Select(text => text.Length)];
            var batches = Unfinished.Else(() => BatchPlan.Of(lengths, BatchTokens, BatchTexts), () => [.. Enumerable.Range(0, lengths.Length).Select(place => (int[])[place])]);
            return Unfinished.Else(
                () => BatchRunner.Run(tokens, batches, Checked, (_, failure) => figures.Error("sentiment", failure.Message)),
                () => [.. tokens.Select(text => Checked([text])[0])]);

            IReadOnlyList<Mood?> Checked(IReadOnlyList<int[]> batch)
            {
                cancellation.ThrowIfCancellationRequested();
                return [.. model.Run(batch).Select(mood => (Mood?)mood)];
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            figures.Error("sentiment", failure.Message, texts.Length);
            return new Mood?[texts.Length];
        }
    }

    private TweetFindings?[] Findings(string[] texts)
    {
        using var timing = figures.Time(Phase.Rules);
        var findings = new TweetFindings?[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            findings[i] = rules.Find(texts[i]);
        }

        return findings;
    }

    private async Task AskAsync(TweetBlock block, int[] places, string[] texts, PartialAnswer[] partial, CancellationToken cancellation)
    {
        int[] chosen;
        using (figures.Time(Phase.Sampling))
        {
            Candidate[] candidates = [.. partial.Select((answer, i) => Complete(answer).Kpis is var kpis ? new Candidate(block.Tweets[places[i]].Key, texts[i].Length == 0, kpis.IsClaim, kpis.Urgency, kpis.Sentiment) : default)];
            var count = (int)Math.Ceiling(options.Share * texts.Length);
            chosen = Unfinished.Else(() => StrategicSample.Choose(candidates, count, options.Seed), () => [.. Enumerable.Range(0, count)]);
        }

        using var timing = figures.Time(Phase.LanguageModel);
        var version = parts.AskedSource!.Version;
        var known = parts.Cache.Get(version, [.. chosen.Select(i => texts[i])]);
        var said = new List<(string Text, byte[] Answer)>();
        for (var k = 0; k < chosen.Length; k++)
        {
            var text = texts[chosen[k]];
            var answer = known[k] is { } stored ? Encoding.UTF8.GetString(stored) : await AskAsync(text, cancellation).ConfigureAwait(false);
            if (known[k] is null && answer is not null)
            {
                said.Add((text, Encoding.UTF8.GetBytes(answer)));
            }

            partial[chosen[k]] = partial[chosen[k]] with { WasAsked = true, LanguageModel = answer is null ? null : LanguageModelAnswer.Parse(answer) };
        }

        figures.Count(Counted.Asked, chosen.Length);
        figures.Count(Counted.AskedUsable, chosen.Count(i => partial[i].LanguageModel is not null));
        parts.Cache.Put(version, said);
    }

    private async Task<string?> AskAsync(string text, CancellationToken cancellation)
    {
        try
        {
            return await parts.Asked!().AskAsync(text, cancellation).ConfigureAwait(false);
        }
        catch (FrugalException failure)
        {
            figures.Error("language_model", failure.Message);
            return null;
        }
    }

    /// <summary>The answer of what the stages found; while the task of the fallbacks is not done, what is there as it is.</summary>
    internal static TweetAnswer Complete(PartialAnswer partial) => Unfinished.Else(
        () => Fallbacks.Complete(partial),
        () => new(
            new(partial.Mood?.Sentiment ?? TweetSentiment.Neutral, partial.Rules?.IsClaim ?? false, partial.Rules?.Urgency ?? default, partial.Rules?.Topics ?? default, partial.Rules?.Incident ?? default, partial.Mood?.Probability ?? 0),
            AnswerSource.Model, KpiMarks.None));

    private static byte[] Bytes(Mood mood)
    {
        var bytes = new byte[Moods];
        bytes[0] = (byte)mood.Sentiment;
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(1), mood.Probability);
        return bytes;
    }
}
