using Frugal.Gguf;
using Frugal.Measuring;

namespace Frugal.Llama;

/// <summary>Compares two GGUF files of one model, such as F16 and Q4_K_M: predictions on a text, and speed. Both run in turn in one process, window by window, so that a change of the machine's speed concerns both.</summary>
public static class LlamaComparison
{
    /// <summary>Fewer tokens say nothing.</summary>
    private const int FewestTokens = 32;

    /// <summary>Tokens per window that are also read one after the other.</summary>
    private const int Written = 16;

    /// <summary>Compares two files on a text.</summary>
    /// <param name="reference">The file that the other is compared with: in F16, for one.</param>
    /// <param name="other">The other file.</param>
    /// <param name="options">Text, window and threads; null for the defaults.</param>
    /// <param name="progress">Receives the done share, 0 to 1, after each window.</param>
    /// <param name="cancellation">Ends the comparison between two windows.</param>
    /// <exception cref="FrugalException">A file is not GGUF, cannot be run, gives logits that are not finite, or has another vocabulary than the other file; the text is too short.</exception>
    public static LlamaComparisonReport Run(string reference, string other, LlamaComparisonOptions? options = null, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        var given = (options ?? new LlamaComparisonOptions()).Validated();
        using var referenceFile = GgufFile.Open(reference);
        using var otherFile = GgufFile.Open(other);
        SameVocabulary.Require(referenceFile, otherFile);
        var length = Math.Min(given.Window, Math.Min(LlamaRun.ContextOf(referenceFile), LlamaRun.ContextOf(otherFile)));
        using var first = new LlamaRun(reference, length, given.Threads);
        using var second = new LlamaRun(other, length, given.Threads);
        var tokens = first.Tokenize(given.Text, given.SpecialTokens);
        if (tokens.Length < FewestTokens)
        {
            throw LlamaErrors.ShortText(tokens.Length, FewestTokens);
        }

        var subjects = new[] { new Subject(first, referenceFile), new Subject(second, otherFile) };
        var comparison = new LogitComparison();
        var windows = ComparisonWindow.Over(tokens.Length, length).ToList();
        Array.ForEach(subjects, subject => subject.WarmUp(tokens.AsSpan(0, windows[0].End)));
        for (var i = 0; i < windows.Count; i++)
        {
            Interruption.ThrowIfRequested(cancellation);
            var (start, end, scored) = windows[i];
            foreach (var subject in i % 2 == 0 ? subjects : subjects.Reverse())
            {
                subject.Measure(tokens.AsSpan(start..end), scored - 1 - start);
            }

            Compare(comparison, subjects, tokens, windows[i]);
            progress?.Invoke((i + 1.0) / windows.Count);
        }

        return new LlamaComparisonReport(subjects[0].Figures(comparison.ReferencePerplexity), subjects[1].Figures(comparison.OtherPerplexity), comparison.Tokens, comparison.Divergence, comparison.SameTop);
    }

    private static void Compare(LogitComparison comparison, Subject[] subjects, int[] tokens, ComparisonWindow window)
    {
        for (var token = window.Scored; token < window.End; token++)
        {
            try
            {
                comparison.Add(subjects[0].Run.Logits(token - 1 - window.Start), subjects[1].Run.Logits(token - 1 - window.Start), tokens[token]);
            }
            catch (ArgumentException failure)
            {
                throw LlamaErrors.BadLogits(subjects[0].File.Path, subjects[1].File.Path, failure);
            }
        }
    }

    /// <summary>A model and its speeds, window by window.</summary>
    private sealed class Subject(LlamaRun run, GgufFile file)
    {
        private readonly List<double> reading = [];
        private readonly List<double> writing = [];

        public LlamaRun Run => run;

        public GgufFile File => file;

        public void WarmUp(ReadOnlySpan<int> tokens) => run.Read(tokens, tokens.Length - 1);

        /// <summary>Writes first, since the logits of the reading are compared.</summary>
        public void Measure(ReadOnlySpan<int> tokens, int firstLogits)
        {
            var written = tokens[..Math.Min(Written, tokens.Length)];
            writing.Add(written.Length / run.Write(written).TotalSeconds);
            reading.Add(tokens.Length / run.Read(tokens, firstLogits).TotalSeconds);
        }

        public LlamaFileFigures Figures(double perplexity) => new(file.Path, file.Bytes, file.BitsPerWeight ?? 0, perplexity, Quantile.Median(reading), Quantile.Median(writing));
    }
}
