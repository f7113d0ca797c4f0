using System.Net;
using System.Text.Json;

namespace Frugal.Notebooks.Kernel;

/// <summary>The connection settings that a front end passes to a kernel: address, ports, and the signing key.</summary>
public sealed record ConnectionFile
{
    /// <summary>The address to listen on.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The ports; 0 selects a free one.</summary>
    public required (int Shell, int Control, int Iopub, int Stdin, int Heartbeat) Ports { get; init; }

    /// <summary>The key of HMAC-SHA256; if empty, messages are not signed.</summary>
    public required string Key { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="FrugalException">The file does not exist, is malformed, or requires an unsupported transport or signature scheme.</exception>
    public static ConnectionFile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: the connection file cannot be read ({failure.Message.TrimEnd('.')}). Front ends write it and start the kernel with it; to start one yourself, run 'jupyter console --kernel .net-csharp'.", failure);
        }
    }

    internal static ConnectionFile Parse(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            Require(root, "transport", "tcp", name);
            Require(root, "signature_scheme", "hmac-sha256", name);
            int Port(string property)
            {
                var port = root.GetProperty(property).GetInt32();
                return port is >= 0 and <= 65535 ? port : throw new FormatException($"{property} is {port}");
            }

            return new ConnectionFile
            {
                Address = IPAddress.Parse(root.GetProperty("ip").GetString() is "localhost" or null ? "127.0.0.1" : root.GetProperty("ip").GetString()!.Replace("*", "0.0.0.0", StringComparison.Ordinal)),
                Ports = (Port("shell_port"), Port("control_port"), Port("iopub_port"), Port("stdin_port"), Port("hb_port")),
                Key = root.GetProperty("key").GetString() ?? "",
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FrugalException($"{name}: no connection file of Jupyter's: {failure.Message.TrimEnd('.')}. Wanted: ip, five ports and key.", failure);
        }
    }

    private static void Require(JsonElement root, string property, string allowed, string name)
    {
        if (root.TryGetProperty(property, out var value) && value.GetString() is { Length: > 0 } given && given != allowed)
        {
            throw new FrugalException($"{name}: {property} '{given}'; this kernel has '{allowed}'. Set the front end to {allowed}.");
        }
    }
}
