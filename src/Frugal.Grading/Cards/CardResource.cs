namespace Frugal.Grading.Cards;

/// <summary>The text files that the cards are made of.</summary>
internal static class CardResource
{
    public static string Text(string name)
    {
        using var stream = typeof(CardResource).Assembly.GetManifestResourceStream("cards/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
