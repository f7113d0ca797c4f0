using System.Collections.Frozen;
using System.Text;

namespace Frugal.Texts;

/// <summary>
/// Writes bytes as printable characters, one for each, as GPT-2 does (Radford et al. 2019): a byte that Latin-1 prints is that character; the others, in their order, are U+0100 and up. So a token may hold any
/// bytes and still be a text without spaces: a space is 'Ġ', a line feed 'Ċ'.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly string Characters = Build();

    private static readonly FrozenDictionary<char, byte> Bytes = Characters.Select((character, value) => (character, value)).ToFrozenDictionary(pair => pair.character, pair => (byte)pair.value);

    /// <summary>The character of a byte.</summary>
    public static char Character(byte value) => Characters[value];

    /// <summary>A text as the characters of its UTF-8 bytes. A lone surrogate becomes U+FFFD.</summary>
    public static string Write(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(count, bytes, (characters, bytes) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = Characters[bytes[i]];
            }
        });
    }

    /// <summary>Whether each character stands for a byte.</summary>
    public static bool Covers(string token) => token.All(Bytes.ContainsKey);

    /// <summary>The bytes of a token.</summary>
    public static byte[] Read(string token) => [.. token.Select(character => Bytes[character])];

    private static string Build()
    {
        var next = (char)0x100;
        return string.Concat(Enumerable.Range(0, 256).Select(value => value is >= '!' and <= '~' or >= '¡' and <= '¬' or >= '®' and <= 'ÿ' ? (char)value : next++));
    }
}
