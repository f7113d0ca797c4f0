using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>The file of a checkpoint: what it belongs to, then the state. It is written atomically, and refused by a training of another recipe.</summary>
internal static class CheckpointFile
{
    private const string Magic = "frugal checkpoint 1";

    /// <summary>A digest of everything that determines how training continues: <paramref name="parts"/> and the network's initial weights.</summary>
    public static string Fingerprint(nn.Module network, params IEnumerable<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.AppendLine(part);
        }

        foreach (var (name, tensor) in network.state_dict())
        {
            text.AppendLine(FormattableString.Invariant($"{name} {string.Join('x', tensor.shape)} {Convert.ToHexStringLower(SHA256.HashData(tensor.contiguous().bytes))}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Writes a temporary file beside <paramref name="path"/>, then renames it.</summary>
    public static void Save(string path, string fingerprint, Action<BinaryWriter> state) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(fingerprint);
        state(writer);
    });

    /// <summary>Reads <paramref name="path"/>. If the file does not exist, nothing happens.</summary>
    /// <exception cref="FrugalException">The file is not a checkpoint, is truncated, or belongs to another recipe.</exception>
    public static void Load(string path, string fingerprint, Action<BinaryReader> state)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
            if (reader.ReadString() != Magic)
            {
                throw Unusable(path, "is not a checkpoint of this version", null);
            }

            if (reader.ReadString() != fingerprint)
            {
                throw Unusable(path, "belongs to a training with other options, another network or other data", null);
            }

            state(reader);
        }
        catch (Exception failure) when (failure is IOException or JsonException or ArgumentException or FormatException)
        {
            throw Unusable(path, "cannot be read to its end", failure);
        }
    }

    private static FrugalException Unusable(string path, string reason, Exception? cause) =>
        new($"{path}: {reason}. Delete it to begin again, or go on with the recipe that wrote it.", cause);
}
