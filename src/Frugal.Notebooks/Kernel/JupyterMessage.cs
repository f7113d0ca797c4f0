using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Kernel;

/// <summary>A message of the Jupyter protocol, independent of its wire format.</summary>
/// <param name="Header">The sender, the date and the message type.</param>
/// <param name="Content">The body.</param>
internal sealed record JupyterMessage(JsonObject Header, JsonObject Content)
{
    /// <summary>The header of the message that this one answers; empty if there is none.</summary>
    public JsonObject Parent { get; init; } = [];

    public JsonObject Metadata { get; init; } = [];

    /// <summary>The envelope: the identities of the sender or the recipient.</summary>
    public IReadOnlyList<byte[]> Identities { get; init; } = [];

    public string Type => Text(Header, "msg_type") ?? "";

    public static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static bool Flag(JsonObject from, string name, bool otherwise) => from[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : otherwise;

    public static int Number(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
}
