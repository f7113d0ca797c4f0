using System.Text;

namespace Frugal.Serving.Processes;

/// <summary>The end of what a process writes to its standard error, however much that is.</summary>
internal sealed class OutputTail
{
    private const int Kept = 2000;
    private readonly Lock gate = new();
    private readonly byte[] last = new byte[Kept];
    private int length;

    /// <summary>Reads until the stream ends.</summary>
    public async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var read)
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }
    }

    /// <summary>The text in one line.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(' ', Encoding.UTF8.GetString(last, 0, length).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            bytes = bytes[Math.Max(0, bytes.Length - Kept)..];
            var stays = Math.Min(length, Kept - bytes.Length);
            last.AsSpan(length - stays, stays).CopyTo(last);
            bytes.CopyTo(last.AsSpan(stays));
            length = stays + bytes.Length;
        }
    }
}
