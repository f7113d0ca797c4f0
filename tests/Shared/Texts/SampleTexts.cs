using FsCheck;
using FsCheck.Fluent;

namespace Frugal.Tests.Shared.Texts;

/// <summary>Texts with whatever a tokenizer may stumble on.</summary>
internal static class SampleTexts
{
    private static readonly string[] Pieces =
    [
        "a", "b", "ab", "aaa", "the", "The", "l'été", "école", "ça", "œuvre", "e\u0301", "don't", "we'll", "they've", "'s", "'", "’", "1", "42", "3,14", "½", "²", "Ⅷ", " ", "  ", "   ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\u2028",
        ".", "...", "!?", "--", "<|end|>", "<|", "_", "€", "漢字", "שלום", "🙂", "👩‍👩‍👧", "🇫🇷", "𝐀𝐁", "\u200b", "\0", "\u007f", "\u00ad", "Ġ", "Ċ", "ÿ",
    ];

    public static readonly string[] Corpus =
    [
        "Le chat dort sur le canapé, et la chatte dort près du chat. Les chats dorment toute la journée : ils aiment ça !",
        "The cat sleeps on the sofa, and the other cat sleeps near the cat. Cats sleep all day long; they don't mind, they've time.",
        "aaaa aaa aa a aaaaaaa abab ababab bababa abcabcabc cab bca",
        "En 2024, 1 234 567 personnes ont dit « oui » 🙂 🙂 🙂.\n\n\tEt après ?   Trois espaces.",
    ];

    /// <summary>Up to 30 pieces in a row.</summary>
    public static Gen<string> Any { get; } = Gen.Elements(Pieces).ListOf().Resize(30).Select(string.Concat);
}
