using System.Runtime.InteropServices;

namespace Frugal.Texts;

/// <summary>
/// Merges pairs in a list of distinct words. The counts of all pairs are kept and corrected after each merge, in the words that contain the pair only; a queue holds the pairs by their counts. A queue's entry whose count
/// is no longer that of its pair is dropped when its turn comes.
/// </summary>
internal sealed class BytePairMerger
{
    private readonly List<Word> words = [];
    private readonly List<string> tokens = [.. Enumerable.Range(0, 256).Select(value => ByteAlphabet.Character((byte)value).ToString())];
    private readonly Dictionary<string, int> numbers;
    private readonly Dictionary<Pair, long> counts = [];
    private readonly Dictionary<Pair, List<int>> places = [];
    private readonly PriorityQueue<Pair, Urgency> queue = new();

    public BytePairMerger(IReadOnlyDictionary<string, long> wordCounts)
    {
        numbers = tokens.Select((token, number) => (token, number)).ToDictionary(pair => pair.token, pair => pair.number);
        foreach (var (text, count) in wordCounts)
        {
            var symbols = ByteAlphabet.Write(text).Select(character => numbers[character.ToString()]).ToArray();
            for (var i = 1; i < symbols.Length; i++)
            {
                Count(new Pair(symbols[i - 1], symbols[i]), count, words.Count);
            }

            words.Add(new Word(symbols, count));
        }

        foreach (var (pair, count) in counts)
        {
            queue.Enqueue(pair, new Urgency(count, pair));
        }
    }

    /// <summary>Merges until there are <paramref name="size"/> tokens, bytes included, or no pair occurs <paramref name="minimum"/> times.</summary>
    public List<(string Left, string Right)> Merge(int size, int minimum)
    {
        var merges = new List<(string, string)>();
        while (tokens.Count < size && queue.TryDequeue(out var pair, out var urgency) && urgency.Count >= minimum)
        {
            if (counts.GetValueOrDefault(pair) == urgency.Count)
            {
                merges.Add((tokens[pair.Left], tokens[pair.Right]));
                Merge(pair, NumberOf(tokens[pair.Left] + tokens[pair.Right]));
            }
        }

        return merges;
    }

    /// <summary>The number of a token, new or known: "a" + "bc" and "ab" + "c" are one token.</summary>
    private int NumberOf(string token)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, token, out var known);
        if (!known)
        {
            number = tokens.Count;
            tokens.Add(token);
        }

        return number;
    }

    private void Merge(Pair pair, int merged)
    {
        var changed = new HashSet<Pair>();
        foreach (var place in places[pair])
        {
            var word = words[place];
            if (Merged(word.Symbols, pair, merged) is not { } symbols)
            {
                continue;   // merged before, at another place of the same word
            }

            for (var i = 1; i < word.Symbols.Length; i++)
            {
                var old = new Pair(word.Symbols[i - 1], word.Symbols[i]);
                counts[old] -= word.Count;
                changed.Add(old);
            }

            for (var i = 1; i < symbols.Length; i++)
            {
                var now = new Pair(symbols[i - 1], symbols[i]);
                Count(now, word.Count, now.Left == merged || now.Right == merged ? place : null);
                changed.Add(now);
            }

            words[place] = word with { Symbols = symbols };
        }

        places.Remove(pair);
        foreach (var other in changed)
        {
            if (counts[other] is > 0 and var count)
            {
                queue.Enqueue(other, new Urgency(count, other));
            }
            else
            {
                counts.Remove(other);
                places.Remove(other);
            }
        }
    }

    private void Count(Pair pair, long count, int? place)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _) += count;
        if (place is { } word)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(places, pair, out _);
            list ??= [];
            if (list.Count == 0 || list[^1] != word)
            {
                list.Add(word);
            }
        }
    }

    /// <summary>The symbols with each pair replaced, from left to right; null if there is none.</summary>
    private static int[]? Merged(int[] symbols, Pair pair, int merged)
    {
        var result = new List<int>(symbols.Length);
        for (var i = 0; i < symbols.Length; i++)
        {
            var hit = i + 1 < symbols.Length && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
            result.Add(hit ? merged : symbols[i]);
            i += hit ? 1 : 0;
        }

        return result.Count == symbols.Length ? null : [.. result];
    }

    private readonly record struct Word(int[] Symbols, long Count);

    private readonly record struct Pair(int Left, int Right);

    /// <summary>More occurrences first, then the smaller numbers.</summary>
    private readonly record struct Urgency(long Count, Pair Pair) : IComparable<Urgency>
    {
        public int CompareTo(Urgency other) => Count != other.Count ? other.Count.CompareTo(Count)
            : Pair.Left != other.Pair.Left ? Pair.Left.CompareTo(other.Pair.Left) : Pair.Right.CompareTo(other.Pair.Right);
    }
}
