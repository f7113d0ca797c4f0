namespace Frugal.Texts;

/// <summary>
/// Learns a byte-level byte-pair vocabulary (Sennrich et al. 2016, "Neural machine translation of rare words with subword units", algorithm 1; on UTF-8 bytes: Radford et al. 2019, "Language models are unsupervised
/// multitask learners", section 2.2): starting from bytes, the most frequent pair of neighbouring tokens becomes a token, again and again.
/// </summary>
/// <remarks>
/// Pairs are counted within words, at every place where they occur, overlapping or not. Among pairs of the same count, the one with the smallest number of its left token is merged first, then of its right token. So the
/// result depends on the words and their counts only, not on the order of the texts.
/// </remarks>
public static class BytePairTrainer
{
    /// <summary>Learns a vocabulary from texts.</summary>
    /// <param name="texts">The texts. They may be read lazily: only distinct words and their counts are kept.</param>
    /// <param name="options">Size and special tokens; null for the defaults.</param>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public static BytePairVocabulary Train(IEnumerable<string> texts, BytePairOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var checkedOptions = (options ?? new BytePairOptions()).Validated();
        return new BytePairVocabulary(checkedOptions.SpecialTokens, new BytePairMerger(CountWords(texts)).Merge(checkedOptions.Vocabulary - checkedOptions.SpecialTokens.Count, checkedOptions.MinimumCount));
    }

    /// <summary>How often each word occurs.</summary>
    internal static Dictionary<string, long> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>();
        var words = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            for (var rest = text.AsSpan(); !rest.IsEmpty;)
            {
                var length = BytePairSplit.FirstWord(rest);
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(words, rest[..length], out _)++;
                rest = rest[length..];
            }
        }

        return counts;
    }
}
