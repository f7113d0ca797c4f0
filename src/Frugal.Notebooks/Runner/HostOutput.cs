using System.Text.Json.Nodes;
using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Runner;

/// <summary>The output of a cell in a host process, sent to the runner as nbformat's output objects.</summary>
internal sealed class HostOutput(HostProtocol runner) : ICellOutput, IDisposable
{
    private readonly StreamGatherer streams = new((stream, text) =>
        runner.Tell(HostProtocol.Output, new JsonObject { ["output"] = OutputJson.Stream(stream, text) }));

    public void Write(StreamKind stream, string text) => streams.Write(stream, text);

    public void Show(DisplayedValue value) => streams.Flush(() =>
        runner.Tell(value.Update ? HostProtocol.Update : HostProtocol.Output, new JsonObject { ["output"] = OutputJson.Display(value.Content), ["id"] = value.Id }));

    public string ReadLine(InputPrompt prompt) =>
        throw new FrugalException("The cell asks for input, and nobody reads this notebook while it runs. Give the value in the cell, or open it in JupyterLab or VS Code.");

    public void Dispose() => streams.Dispose();
}

/// <summary>Creates nbformat's output objects.</summary>
internal static class OutputJson
{
    public static JsonObject Stream(StreamKind stream, string text) =>
        new() { ["name"] = stream == StreamKind.Output ? "stdout" : "stderr", ["output_type"] = "stream", ["text"] = text };

    public static JsonObject Display(MimeBundle content) =>
        new() { ["data"] = content.ToJson(), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };

    public static JsonObject Value(MimeBundle content, int count) =>
        new() { ["data"] = content.ToJson(), ["execution_count"] = count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" };

    public static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Trace.Select(line => (JsonNode)line)]),
    };
}
