using System.Text;

namespace Frugal.Tests.Texts.BytePairs;

internal static class Words
{
    /// <summary>A text in which the letters beyond U+FFFF, which a .NET regular expression does not know as letters, are other letters.</summary>
    public static string Portable(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.IsBmp || !Rune.IsLetter(rune)));
}
