using System.Text;

namespace Frugal.Notebooks.Hosting;

/// <summary>The first and last part of the text that a process printed directly, the runtime's last messages included. Thread-safe.</summary>
internal sealed class NativeText
{
    private const int Most = 64 * 1024;
    private readonly StringBuilder first = new();
    private readonly StringBuilder last = new();

    public void Append(string text)
    {
        lock (first)
        {
            var room = Math.Min(text.Length, Most - first.Length);
            first.Append(text, 0, room);
            last.Append(text, room, text.Length - room);
            if (last.Length > 2 * Most)
            {
                last.Remove(0, last.Length - Most);
            }
        }
    }

    public void Clear()
    {
        lock (first)
        {
            first.Clear();
            last.Clear();
        }
    }

    public override string ToString()
    {
        lock (first)
        {
            return $"{first}{last}";
        }
    }
}
