using System.Text;

namespace Frugal.Llama;

/// <summary>Lets a text pass up to the first of some stop sequences. What may be the beginning of one is held back until it is decided.</summary>
internal sealed class StopFilter(IReadOnlyList<string> stops)
{
    private readonly StringBuilder held = new();

    /// <summary>Whether a stop sequence was found: it and what follows do not pass.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Takes the next part of the text.</summary>
    /// <returns>What passes now.</returns>
    public string Pass(string part)
    {
        if (stops.Count == 0 || Stopped)
        {
            return Stopped ? "" : part;
        }

        var text = held.Append(part).ToString();
        held.Clear();
        var found = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (found >= 0)
        {
            Stopped = true;
            return text[..found];
        }

        var safe = text.Length - stops.Max(stop => Begun(text, stop));
        held.Append(text, safe, text.Length - safe);
        return text[..safe];
    }

    /// <summary>What is held back at the text's end.</summary>
    public string End()
    {
        var rest = held.ToString();
        held.Clear();
        return rest;
    }

    /// <summary>Length of the longest end of a text that begins a stop sequence.</summary>
    private static int Begun(string text, string stop)
    {
        var length = Math.Min(text.Length, stop.Length - 1);
        while (length > 0 && !text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
        {
            length--;
        }

        return length;
    }
}
