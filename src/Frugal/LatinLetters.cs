using System.Buffers;

namespace Frugal;

/// <summary>
/// Latin letters without their accents, from a table that is written out: <c>string.Normalize</c> changes nothing in a program with <c>InvariantGlobalization</c>, as servers have it,
/// and a model would not know the words that it learned.
/// </summary>
internal static class LatinLetters
{
    private const int First = 0xC0;
    private const int End = 0x250;   // Latin-1 letters to Latin Extended-B

    /// <summary>For each character from U+00C0: the first of its canonical decomposition (Unicode, form D) if a mark follows it, else itself.</summary>
    private const string Plain =
        "AAAAAAÆCEEEEIIIIÐNOOOOO×ØUUUUYÞßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþyAaAaAaCcCcCcCcDd" +
        "ĐđEeEeEeEeEeGgGgGgGgHhĦħIiIiIiIiIıĲĳJjKkĸLlLlLlĿŀŁłNnNnNnŉŊŋOoOoOoŒœRrRrRrSsSsSs" +
        "SsTtTtŦŧUuUuUuUuUuUuWwYyYZzZzZzſƀƁƂƃƄƅƆƇƈƉƊƋƌƍƎƏƐƑƒƓƔƕƖƗƘƙƚƛƜƝƞƟOoƢƣƤƥƦƧƨƩƪƫƬƭƮU" +
        "uƱƲƳƴƵƶƷƸƹƺƻƼƽƾƿǀǁǂǃǄǅǆǇǈǉǊǋǌAaIiOoUuUuUuUuUuǝAaAaÆæǤǥGgKkOoOoƷʒjǱǲǳGgǶǷNnAaÆæØø" +
        "AaAaEeEeIiIiOoOoRrRrUuUuSsTtȜȝHhȠȡȢȣȤȥAaEeOoOoOoOoYyȴȵȶȷȸȹȺȻȼȽȾȿɀɁɂɃɄɅɆɇɈɉɊɋɌɍɎɏ";

    /// <summary>The letters of French and English.</summary>
    public static SearchValues<char> All { get; } = SearchValues.Create([.. Enumerable.Range(0, End).Select(code => (char)code).Where(char.IsLetter)]);

    /// <summary>"é" gives "e"; ligatures and characters of other scripts stay.</summary>
    public static char WithoutAccent(char letter) => letter is >= (char)First and < (char)End ? Plain[letter - First] : letter;
}
