namespace Frugal.Data.Dialogues;

/// <summary>The facts of the corpus <c>dialogues</c>: <c>Facts/course.json</c>, <c>shop.json</c> and <c>telecom.json</c>, which are part of this library.</summary>
public static class DialogueFacts
{
    private static readonly Lazy<IReadOnlyList<DialogueFact>> Read = new(() => [.. new[] { "course", "shop", "telecom" }.SelectMany(Of)]);

    /// <summary>Every fact, domain by domain.</summary>
    public static IReadOnlyList<DialogueFact> All => Read.Value;

    private static IEnumerable<DialogueFact> Of(string name)
    {
        var file = EmbeddedJson.Read<FactFile>($"dialogues/{name}.json");
        return file.Facts.Select(fact => fact with { Domain = file.Domain });
    }

    private sealed record FactFile(DialogueDomain Domain, IReadOnlyList<DialogueFact> Facts);
}
