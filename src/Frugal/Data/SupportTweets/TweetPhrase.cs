namespace Frugal.Data.SupportTweets;

/// <summary>A phrasing, cut at its <c>{slots}</c>.</summary>
internal sealed class TweetPhrase
{
    /// <summary>Cuts a phrasing.</summary>
    public TweetPhrase(string text)
    {
        var parts = text.Split('{', '}');
        Pieces = [.. parts.Select((part, i) => i % 2 == 0 ? new Piece(part, null) : new Piece("", part))];
    }

    /// <summary>Plain text and slots in turn.</summary>
    public Piece[] Pieces { get; }

    /// <summary>Either a text or the name of a slot.</summary>
    internal readonly record struct Piece(string Text, string? Slot);
}
