namespace Frugal.Site.Checks.Prose;

/// <summary>A paragraph, heading or table cell as a reader reads it: no code, addresses or HTML.</summary>
/// <param name="Line">The line of the file on which it begins.</param>
/// <param name="Text">Its text; each code span is one <see cref="Code"/>, each line of the file a line.</param>
/// <param name="Heading">For a table cell, the heading of its column.</param>
/// <param name="Emphasised">The parts in italics: titles, and words of another language.</param>
internal sealed record ProseBlock(int Line, string Text, string? Heading, IReadOnlyList<Range> Emphasised)
{
    /// <summary>Stands for a code span.</summary>
    public const char Code = '¤';

    /// <summary>The line of the file that holds the character at <paramref name="index"/>.</summary>
    public int LineOf(int index) => Line + Text.AsSpan(0, index).Count('\n');

    /// <summary>Whether the character at <paramref name="index"/> is in italics.</summary>
    public bool IsEmphasised(int index) => Emphasised.Any(part => index >= part.Start.Value && index < part.End.Value);
}
