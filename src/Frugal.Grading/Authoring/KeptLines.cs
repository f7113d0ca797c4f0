namespace Frugal.Grading.Authoring;

/// <summary>The lines that stay of a source. Where lines were cut out, the blank lines on both sides become what a formatter leaves of them.</summary>
internal sealed class KeptLines
{
    private readonly List<string> _lines = [];
    private bool _cut;

    /// <summary>A line is taken out here.</summary>
    public void Cut() => _cut = true;

    /// <summary>A line stays, with its ending.</summary>
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
