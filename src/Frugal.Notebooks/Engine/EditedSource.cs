using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Frugal.Notebooks.Engine;

/// <summary>The replacement of text within one line.</summary>
internal readonly record struct SourceEdit(int Position, int Removed, string Inserted);

/// <summary>A cell's code after edits within lines, with a mapping from its columns to those of the original.</summary>
internal sealed class EditedSource
{
    private readonly ILookup<int, (int Column, SourceEdit Edit)> lines;

    /// <summary>Applies <paramref name="edits"/>, given in any order; edits at the same position keep their order.</summary>
    public EditedSource(SourceText source, IEnumerable<SourceEdit> edits)
    {
        var ordered = edits.OrderBy(edit => edit.Position).ToList();
        var text = new StringBuilder();
        var original = source.ToString();
        var at = 0;
        foreach (var edit in ordered)
        {
            text.Append(original, at, edit.Position - at).Append(edit.Inserted);
            at = edit.Position + edit.Removed;
        }

        Text = text.Append(original, at, original.Length - at).ToString();
        IsChanged = ordered.Count > 0;
        lines = ordered.ToLookup(edit => source.Lines.GetLinePosition(edit.Position).Line + 1, edit => (source.Lines.GetLinePosition(edit.Position).Character + 1, edit));
    }

    public string Text { get; }

    public bool IsChanged { get; }

    /// <summary>The original column for <paramref name="column"/> of <paramref name="line"/>; both count from 1.</summary>
    public int Column(int line, int column)
    {
        var shift = 0;
        foreach (var (original, edit) in lines[line])
        {
            if (column < original + shift)
            {
                break;
            }

            if (column < original + shift + edit.Inserted.Length)
            {
                return original + edit.Removed;   // inside the inserted text
            }

            shift += edit.Inserted.Length - edit.Removed;
        }

        return column - shift;
    }
}
