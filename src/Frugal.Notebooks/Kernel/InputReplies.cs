using System.Collections.Concurrent;

namespace Frugal.Notebooks.Kernel;

/// <summary>Passes what a user types to the cell that asked for it.</summary>
internal sealed class InputReplies
{
    private volatile BlockingCollection<string>? expected;
    private byte[] client = [];

    /// <summary>Starts waiting for input from the client of <paramref name="request"/>.</summary>
    public BlockingCollection<string> Expect(JupyterMessage request)
    {
        client = request.Identities[0];
        return expected = new BlockingCollection<string>(boundedCapacity: 1);
    }

    /// <summary>Receives a message of the stdin channel; only an input_reply from the client that was asked counts.</summary>
    public void Receive(JupyterMessage message)
    {
        if (message.Type == "input_reply" && message.Identities[0].AsSpan().SequenceEqual(client))
        {
            expected?.TryAdd(JupyterMessage.Text(message.Content, "value") ?? "");
        }
    }
}
