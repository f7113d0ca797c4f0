using System.Text;
using Microsoft.ML.Tokenizers;

namespace Frugal.Texts;

/// <summary>Turns texts into the tokens of a byte-pair vocabulary, by Microsoft.ML.Tokenizers, and tokens into texts. Any text can be encoded, and decoded without loss; a lone surrogate becomes U+FFFD.</summary>
public sealed class BytePairTokenizer
{
    private readonly BpeTokenizer tokenizer;
    private readonly string[] specials;

    /// <summary>Opens a vocabulary.</summary>
    public BytePairTokenizer(BytePairVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        specials = [.. vocabulary.SpecialTokens.OrderByDescending(token => token.Length)];
        tokenizer = BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens.Select((token, number) => KeyValuePair.Create(token, number)))
        {
            Merges = vocabulary.Merges.Select(merge => $"{merge.Left} {merge.Right}"),
            PreTokenizer = BytePairSplit.Instance,
            ByteLevel = true,
        });
    }

    /// <summary>The tokens and merges.</summary>
    public BytePairVocabulary Vocabulary { get; }

    /// <summary>The tokens of a text. The name of a special token is text like any other: use this for texts from others.</summary>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : [.. tokenizer.EncodeToIds(WithoutLoneSurrogates(text))];
    }

    /// <summary>The tokens of a text in which names of special tokens stand for these tokens: for texts of your own, such as a chat's frame.</summary>
    public int[] EncodeWithSpecials(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (tokens, start) = (new List<int>(), 0);
        for (var i = 0; i < text.Length;)
        {
            if (specials.FirstOrDefault(special => text.AsSpan(i).StartsWith(special, StringComparison.Ordinal)) is not { } special)
            {
                i++;
                continue;
            }

            tokens.AddRange(Encode(text[start..i]));
            tokens.Add(Vocabulary.SpecialNumber(special));
            start = i += special.Length;
        }

        return [.. tokens, .. Encode(text[start..])];
    }

    /// <summary>The text of tokens. Special tokens are left out; bytes that are not valid UTF-8 become U+FFFD.</summary>
    /// <exception cref="FrugalException">There is no such token.</exception>
    public string Decode(IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Encoding.UTF8.GetString([.. tokens.Where(token => token < 0 || token >= specials.Length).SelectMany(Bytes)]);
    }

    /// <summary>The bytes of a token: for texts that are shown token by token, since a character may be spread over several.</summary>
    /// <exception cref="FrugalException">There is no such token.</exception>
    public byte[] Bytes(int token) => token < 0 || token >= Vocabulary.Tokens.Count ? throw BytePairErrors.UnknownId(token, Vocabulary.Tokens.Count)
        : token < specials.Length ? Encoding.UTF8.GetBytes(Vocabulary.Tokens[token]) : ByteAlphabet.Read(Vocabulary.Tokens[token]);

    /// <summary>The tokenizer would write a lone surrogate as three U+FFFD.</summary>
    private static string WithoutLoneSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
