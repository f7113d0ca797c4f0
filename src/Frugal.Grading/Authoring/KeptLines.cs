namespace Frugal.Grading.Authoring;

/// <summary>The remaining lines of a source. Where lines were cut, the blank lines on both sides are reduced as a formatter would.</summary>
internal sealed class KeptLines
{
    private readonly List<string> _lines = [];
    private bool _cut;

    /// <summary>Marks a removed line.</summary>
    public void Cut() => _cut = true;

    /// <summary>Adds a line that remains, with its line ending.</summary>
    public void Add(string line)
    {
        if (_cut)
        {
            if (string.IsNullOrWhiteSpace(line) && (_lines.Count == 0 || string.IsNullOrWhiteSpace(_lines[^1]) || _lines[^1].TrimEnd().EndsWith('{')))
            {
                return;
            }

            if (line.TrimStart().StartsWith('}'))
            {
                DropBlankEnd();
            }

            _cut = false;
        }

        _lines.Add(line);
    }

    public override string ToString()
    {
        if (_cut)
        {
            DropBlankEnd();
        }

        return string.Concat(_lines);
    }

    private void DropBlankEnd()
    {
        while (_lines.Count > 0 && string.IsNullOrWhiteSpace(_lines[^1]))
        {
            _lines.RemoveAt(_lines.Count - 1);
        }
    }
}
