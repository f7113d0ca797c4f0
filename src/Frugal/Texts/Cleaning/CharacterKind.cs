using System.Globalization;

namespace Frugal.Texts;

/// <summary>What the cleaner does with a UTF-16 code unit; the highest bit says that it cannot be changed by NFKC.</summary>
[Flags]
internal enum CharacterKind : byte
{
    /// <summary>Punctuation and all else that is copied.</summary>
    Plain,

    /// <summary>A letter, a decimal digit or an underscore.</summary>
    Word,

    /// <summary>White space.</summary>
    Space,

    /// <summary>A control, a mark of direction or a joiner, which disappears.</summary>
    Dropped,

    /// <summary>The first code unit of an emoji.</summary>
    Emoji,

    /// <summary>Half of a pair.</summary>
    Surrogate,

    /// <summary><c>@</c>, <c>#</c> or <c>&amp;</c>.</summary>
    Sign,

    /// <summary>NFKC leaves it alone, whatever is beside it, as long as that is stable too.</summary>
    Stable = 0x80,
}

/// <summary>The kind of every code unit, in a table of 64 KB.</summary>
internal static class CharacterKinds
{
    /// <summary>Ranges of code units that are their own NFKC form and combine with nothing; not all of them, but those of tweets in Latin letters.</summary>
    private static readonly (char First, char Last)[] Stable =
    [
        ('\0', '\u009f'), ('\u00a1', '\u00a7'), ('\u00a9', '\u00a9'), ('\u00ab', '\u00ae'), ('\u00b0', '\u00b1'), ('\u00b6', '\u00b7'), ('\u00bb', '\u00bb'),
        ('\u00bf', '\u0131'), ('\u0134', '\u013e'), ('\u0141', '\u0148'), ('\u014a', '\u017e'), ('\u0180', '\u01c3'), ('\u200b', '\u2010'), ('\u2012', '\u2016'),
        ('\u2018', '\u2023'), ('\u2027', '\u2029'), ('\u20ac', '\u20ac'), ('\u2190', '\u21ff'), ('\u232b', '\u23ff'), ('\u2500', '\u27bf'), ('\u2b00', '\u2bff'),
        ('\ufe0e', '\ufe0f'),
    ];

    private static readonly CharacterKind[] Table = Build();

    /// <summary>The kind of a code unit, without <see cref="CharacterKind.Stable"/>.</summary>
    public static CharacterKind Of(char character) => Table[character] & ~CharacterKind.Stable;

    /// <summary>Whether NFKC leaves <paramref name="character"/> alone between others of which this holds.</summary>
    public static bool IsStable(char character) => (Table[character] & CharacterKind.Stable) != 0;

    private static CharacterKind[] Build()
    {
        var table = new CharacterKind[char.MaxValue + 1];
        for (var character = 0; character <= char.MaxValue; character++)
        {
            table[character] = Classify((char)character);
        }

        foreach (var (first, last) in Stable)
        {
            for (var character = first; character <= last; character++)
            {
                table[character] |= CharacterKind.Stable;
            }
        }

        return table;
    }

    private static CharacterKind Classify(char character) => character switch
    {
        '@' or '#' or '&' => CharacterKind.Sign,
        '_' => CharacterKind.Word,
        _ when char.IsLetterOrDigit(character) => CharacterKind.Word,
        _ when char.IsWhiteSpace(character) => CharacterKind.Space,
        _ when char.IsSurrogate(character) => CharacterKind.Surrogate,
        _ when EmojiCluster.IsBase(character) => CharacterKind.Emoji,
        _ when EmojiCluster.IsJoiner(character) => CharacterKind.Dropped,
        _ when CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format => CharacterKind.Dropped,
        _ => CharacterKind.Plain,
    };
}
