namespace Frugal.Data.SupportTweets;

/// <summary>A text that is built and changed in place.</summary>
internal sealed class TweetText
{
    private char[] letters = new char[512];

    public int Length { get; private set; }

    /// <summary>The last character; a space if there is none.</summary>
    public char Last => Length == 0 ? ' ' : letters[Length - 1];

    /// <summary>The characters written so far.</summary>
    public Span<char> Written => letters.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(letters.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(char character)
    {
        Reserve(1);
        letters[Length++] = character;
    }

    /// <summary>Puts a text in the place of <paramref name="length"/> characters.</summary>
    public void Replace(int at, int length, ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        letters.AsSpan(at + length, Length - at - length).CopyTo(letters.AsSpan(at + text.Length));
        text.CopyTo(letters.AsSpan(at));
        Length += text.Length - length;
    }

    public override string ToString() => new(Written);

    private void Reserve(int more)
    {
        if (Length + more > letters.Length)
        {
            Array.Resize(ref letters, 2 * (Length + more));
        }
    }
}
