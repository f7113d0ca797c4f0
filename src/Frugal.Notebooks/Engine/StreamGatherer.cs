using System.Text;

namespace Frugal.Notebooks.Engine;

/// <summary>Collects a cell's output for a few milliseconds, so that frequent small writes do not cost one message each.</summary>
internal sealed class StreamGatherer : IDisposable
{
    private const int Largest = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);
    private readonly Action<StreamKind, string> send;
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private readonly Timer timer;
    private StreamKind stream;
    private bool ended;

    public StreamGatherer(Action<StreamKind, string> send)
    {
        this.send = send;
        timer = new Timer(_ => Flush());
    }

    public void Write(StreamKind kind, string more)
    {
        lock (gate)
        {
            if (text.Length > 0 && (kind != stream || text.Length > Largest))
            {
                Send();
            }

            if (text.Length == 0 && !ended)
            {
                timer.Change(Patience, Timeout.InfiniteTimeSpan);
            }

            stream = kind;
            text.Append(more);
            if (ended)   // written by a thread that outlives its cell
            {
                Send();
            }
        }
    }

    /// <summary>Sends the collected text, then calls <paramref name="next"/>, atomically.</summary>
    public void Flush(Action? next = null)
    {
        lock (gate)
        {
            Send();
            next?.Invoke();
        }
    }

    public void Dispose()
    {
        Flush(() => ended = true);
        timer.Dispose();
    }

    private void Send()
    {
        if (text.Length > 0)
        {
            var gathered = text.ToString();
            text.Clear();
            send(stream, gathered);
        }
    }
}
