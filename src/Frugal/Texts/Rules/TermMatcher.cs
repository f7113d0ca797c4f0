namespace Frugal.Texts;

/// <summary>
/// Finds all terms of a vocabulary in one pass (Aho and Corasick, "Efficient string matching: an aid to bibliographic search", 1975), with the failure links
/// worked into a table of transitions. Case and accents do not count; whatever is neither letter nor digit separates words. A term matches whole words;
/// with <c>*</c> at its end, words that begin so; <c>€</c> is a term by itself.
/// </summary>
internal sealed class TermMatcher
{
    private const int Width = 64;       // of a row of the table: a power of two above the number of symbols
    private const byte Foreign = 37;    // a letter of another script
    private const byte Euro = 38;
    private static readonly byte[] Symbols = Alphabet();

    private readonly ushort[] next;     // [state, symbol]
    private readonly Weight[] found;    // what the terms that end in a state add up to

    /// <summary>Builds the table.</summary>
    /// <param name="terms">The terms and what each stands for. Up to 65,536 letters in all.</param>
    public TermMatcher(IEnumerable<(string Term, Weight Weight)> terms)
    {
        var (children, weights) = (new List<ushort[]> { new ushort[Width] }, new List<Weight> { default });
        foreach (var (term, weight) in terms)
        {
            var state = 0;
            foreach (var symbol in Letters(term))
            {
                if (children[state][symbol] == 0)
                {
                    children[state][symbol] = checked((ushort)children.Count);
                    children.Add(new ushort[Width]);
                    weights.Add(default);
                }

                state = children[state][symbol];
            }

            weights[state] = weights[state].Plus(weight);
        }

        Link(children, weights);
        next = [.. children.SelectMany(row => row)];
        found = [.. weights];
    }

    /// <summary>The weights of all terms in a text; each occurrence counts.</summary>
    public Weight Sum(ReadOnlySpan<char> text)
    {
        var (signs, trouble, solved, critical) = (KpiSigns.None, 0, 0, 0);
        int state = next[0];   // after the space before the first word
        byte before = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var symbol = i < text.Length ? Symbols[text[i]] : (byte)0;
            if (symbol == 0 && before == 0)
            {
                continue;
            }

            before = symbol;
            state = next[(state * Width) + symbol];
            ref readonly var weight = ref found[state];
            signs |= weight.Signs;
            trouble += weight.Trouble;
            solved += weight.Solved;
            critical += weight.Critical;
        }

        return new(signs, trouble, solved, critical);
    }

    /// <summary>Symbols of a term: a space before it, and one after it unless it ends in <c>*</c>. The sign € may touch a number.</summary>
    private static IEnumerable<byte> Letters(string term)
    {
        if (term == "€")
        {
            return [Euro];
        }

        var plain = term.TrimEnd('*').Trim();
        var ends = term.EndsWith('*') ? "" : " ";
        return $" {plain}{ends}".Select(letter => Symbols[letter]);
    }

    /// <summary>Breadth first: a missing transition is that of the longest proper suffix, whose terms end here too.</summary>
    private static void Link(List<ushort[]> children, List<Weight> weights)
    {
        var suffix = new ushort[children.Count];
        var queue = new Queue<ushort>(children[0].Where(child => child != 0));
        while (queue.TryDequeue(out var state))
        {
            weights[state] = weights[state].Plus(weights[suffix[state]]);
            for (var symbol = 0; symbol < Width; symbol++)
            {
                var beyond = children[suffix[state]][symbol];
                if (children[state][symbol] is var child and not 0)
                {
                    suffix[child] = beyond;
                    queue.Enqueue(child);
                }
                else
                {
                    children[state][symbol] = beyond;
                }
            }
        }
    }

    private static byte[] Alphabet()
    {
        var symbols = new byte[char.MaxValue + 1];
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var letter = char.ToLowerInvariant(LatinLetters.WithoutAccent((char)code));
            symbols[code] = letter switch
            {
                >= 'a' and <= 'z' => (byte)(1 + letter - 'a'),
                '€' => Euro,
                'œ' => 1 + 'o' - 'a',
                >= '0' and <= '9' => (byte)(27 + letter - '0'),
                _ => char.IsLetterOrDigit(letter) ? Foreign : (byte)0,
            };
        }

        return symbols;
    }

    /// <summary>What terms stand for: signs, and counts that other terms can take back.</summary>
    internal readonly record struct Weight(KpiSigns Signs, int Trouble = 0, int Solved = 0, int Critical = 0)
    {
        public Weight Plus(Weight other) => new(Signs | other.Signs, Trouble + other.Trouble, Solved + other.Solved, Critical + other.Critical);
    }
}
