using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Runner;

/// <summary>The messages from a host process to the runner, one JSON object per line, over a pipe hidden from the cells.</summary>
internal sealed class HostProtocol(Stream pipe)
{
    public const string Start = "start", Output = "output", Update = "update", End = "end", Done = "done";

    private readonly Lock gate = new();

    /// <summary>Sends the message <paramref name="what"/>; blocks while the runner is slow.</summary>
    public void Tell(string what, JsonObject? content = null)
    {
        var line = content ?? [];
        line["event"] = what;
        lock (gate)
        {
            pipe.Write([.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n']);
            pipe.Flush();
        }
    }
}
