using Frugal.Texts;

namespace Frugal.Models;

/// <summary>
/// A small vocabulary of word pieces for a student, chosen from its texts: pieces of the teacher's vocabulary, and words and signs (emoji among them) that the teacher
/// has to cut or does not know. Each entry names the teacher's pieces that it stands for, so that the student's embeddings can start from the teacher's.
/// </summary>
internal sealed class StudentVocabulary
{
    private const int MinimumWord = 8;      // a rarer word is cut into pieces
    private static readonly string[] Specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private StudentVocabulary(IReadOnlyList<string> tokens, IReadOnlyList<int[]> origins) => (Tokens, Origins) = (tokens, origins);

    /// <summary>The tokens in the order of their numbers: special ones, then by falling frequency.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The teacher's tokens that each token stands for.</summary>
    public IReadOnlyList<int[]> Origins { get; }

    /// <summary>Chooses a vocabulary.</summary>
    /// <param name="texts">The student's training texts.</param>
    /// <param name="teacher">The teacher's word pieces.</param>
    /// <param name="tokens">The teacher's tokens in the order of their numbers.</param>
    /// <param name="size">The number of tokens, special ones included.</param>
    public static StudentVocabulary Choose(IEnumerable<string> texts, WordPieces teacher, IReadOnlyList<string> tokens, int size)
    {
        var words = new Dictionary<string, int>();
        foreach (var word in texts.SelectMany(teacher.Words))
        {
            words[word] = words.GetValueOrDefault(word) + 1;
        }

        var unknown = tokens.IndexOf("[UNK]");
        var (counts, origins) = (new Dictionary<string, int>(), new Dictionary<string, int[]>());
        foreach (var (word, count) in words)
        {
            var pieces = teacher.Numbers(word, 64)[1..^1];
            if (pieces.Length != 1 || pieces[0] == unknown)
            {
                if (count >= MinimumWord && word.Length <= 24)
                {
                    Add(word, count, pieces);
                    continue;
                }
            }

            foreach (var piece in pieces.Where(piece => piece != unknown))
            {
                Add(tokens[piece], count, [piece]);
            }
        }

        var characters = tokens.Index().Where(token => token.Item is [>= '!' and <= '~'] or ['#', '#', >= '0' and <= 'z']).ToList();
        foreach (var (number, token) in characters)
        {
            Add(token, int.MaxValue / 2, [number]);   // any word can be spelt
        }

        string[] chosen = [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key).Except(Specials).Take(size - Specials.Length)];
        return new([.. Specials, .. chosen], [.. Specials.Select(special => new[] { tokens.IndexOf(special) }), .. chosen.Select(token => origins[token])]);

        void Add(string token, int count, int[] from)
        {
            counts[token] = (int)Math.Min(int.MaxValue / 2, (long)counts.GetValueOrDefault(token) + count);
            origins[token] = from;
        }
    }
}
