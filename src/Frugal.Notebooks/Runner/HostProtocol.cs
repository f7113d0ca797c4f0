using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Runner;

/// <summary>What a host process tells the runner, a JSON object a line, over a pipe that the cells do not know.</summary>
internal sealed class HostProtocol(Stream pipe)
{
    public const string Start = "start", Output = "output", Update = "update", End = "end", Done = "done";

    private readonly Lock gate = new();

    /// <summary>Tells of <paramref name="what"/>; blocks while the runner is behind.</summary>
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
