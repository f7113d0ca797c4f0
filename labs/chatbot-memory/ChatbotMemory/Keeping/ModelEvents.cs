using System.Threading.Channels;

namespace ChatbotMemory.Keeping;

/// <summary>A model came into memory, or left it.</summary>
/// <param name="Kind"><c>loading</c>, <c>loaded</c>, <c>failed</c> or <c>released</c>.</param>
/// <param name="Model">The form's name.</param>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Milliseconds">How long it took to load.</param>
public sealed record ModelEvent(string Kind, string Model, long At, double Milliseconds);

/// <summary>Lets the page mark in its chart when a model was loaded or released.</summary>
public sealed class ModelEvents
{
    private readonly Lock gate = new();
    private readonly List<Channel<ModelEvent>> readers = [];

    /// <summary>Tells everybody who listens.</summary>
    public void Add(string kind, string model, double milliseconds = 0)
    {
        var told = new ModelEvent(kind, model, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), milliseconds);
        lock (gate)
        {
            readers.ForEach(reader => reader.Writer.TryWrite(told));
        }
    }

    /// <summary>Begins to listen; a reader that does not read loses the oldest events.</summary>
    public Channel<ModelEvent> Listen()
    {
        var reader = Channel.CreateBounded<ModelEvent>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            readers.Add(reader);
        }

        return reader;
    }

    /// <summary>Ends to listen.</summary>
    public void Leave(Channel<ModelEvent> reader)
    {
        lock (gate)
        {
            readers.Remove(reader);
        }
    }
}
