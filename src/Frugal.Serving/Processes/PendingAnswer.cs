using System.Threading.Channels;

namespace Frugal.Serving.Processes;

/// <summary>The parts of an answer that have come and are not yet read: at most as many bytes as an answer may have.</summary>
internal sealed class PendingAnswer(long most)
{
    private const int Overhead = 64;
    private readonly Channel<ReadOnlyMemory<byte>> parts = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true, SingleWriter = false });
    private long bytes;

    public ChannelReader<ReadOnlyMemory<byte>> Parts => parts.Reader;

    /// <summary>What a part counts.</summary>
    public static long Cost(ReadOnlyMemory<byte> part) => part.Length + Overhead;

    /// <summary>Adds a part; false if the answer is then larger than allowed.</summary>
    public bool Add(ReadOnlyMemory<byte> part)
    {
        bytes += Cost(part);
        return bytes <= most && parts.Writer.TryWrite(part);
    }

    public void Complete() => parts.Writer.TryComplete();

    public void Fail(string message) => parts.Writer.TryComplete(new FrugalException(message));
}
