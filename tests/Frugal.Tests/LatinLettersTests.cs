using System.Globalization;
using System.Text;

namespace Frugal.Tests;

public class LatinLettersTests
{
    [Test]
    public void The_table_is_the_canonical_decomposition_of_each_letter()
    {
        for (var letter = '\0'; letter < 0x300; letter++)
        {
            var split = letter.ToString().Normalize(NormalizationForm.FormD);
            var expected = letter < 0x250 && split.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(split[1]) == UnicodeCategory.NonSpacingMark ? split[0] : letter;
            Assert.That(LatinLetters.WithoutAccent(letter), Is.EqualTo(expected), $"U+{(int)letter:X4}");
        }
    }
}
