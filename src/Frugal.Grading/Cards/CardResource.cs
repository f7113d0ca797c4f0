namespace Frugal.Grading.Cards;

/// <summary>The text files from which the cards are built.</summary>
internal static class CardResource
{
    public static string Text(string name)
    {
        using var stream = typeof(CardResource).Assembly.GetManifestResourceStream("cards/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
