using System.Text.Json.Nodes;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Kernel;

/// <summary>The output of one execute request, published to all clients; input is requested from the client that sent the request.</summary>
internal sealed class CellOutput(Channels channels, JupyterMessage request, InputReplies replies, CancellationToken interruption) : ICellOutput, IDisposable
{
    private readonly StreamGatherer streams = new((stream, text) =>
        channels.Publish("stream", request, new JsonObject { ["name"] = stream == StreamKind.Output ? "stdout" : "stderr", ["text"] = text }));

    public void Write(StreamKind stream, string text) => streams.Write(stream, text);

    /// <summary>Shows a message of the kernel, not of the cell, to the user at once.</summary>
    public void Tell(string text)
    {
        streams.Write(StreamKind.Error, text);
        streams.Flush();
    }

    public void Show(DisplayedValue value) => streams.Flush(() =>
        channels.Publish(value.Update ? "update_display_data" : "display_data", request, new JsonObject
        {
            ["data"] = value.Content.ToJson(),
            ["metadata"] = new JsonObject(),
            ["transient"] = new JsonObject { ["display_id"] = value.Id },
        }));

    public string ReadLine(InputPrompt prompt)
    {
        streams.Flush();
        if (!JupyterMessage.Flag(request.Content, "allow_stdin", otherwise: true))
        {
            throw NoReader();
        }

        var reply = replies.Expect(request);
        if (!channels.Ask(request, new JsonObject { ["prompt"] = prompt.Text, ["password"] = prompt.Secret }))
        {
            throw NoReader();
        }

        return reply.Take(interruption);
    }

    public void Dispose() => streams.Dispose();

    private static FrugalException NoReader() =>
        new("The cell asks for input, and this front end takes none. Give the value in the cell, or run it in JupyterLab or VS Code.");
}
