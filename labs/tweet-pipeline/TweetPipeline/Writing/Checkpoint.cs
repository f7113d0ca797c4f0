using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal;

namespace TweetPipeline.Writing;

/// <summary>How far an unfinished run is: with it, files are cut to what is certain, and the input goes on after that.</summary>
/// <param name="Input">The input, with its bytes and time.</param>
/// <param name="Settings">What changes the results.</param>
/// <param name="Offset">Bytes of the input that are done.</param>
/// <param name="Line">Lines of the input that are done.</param>
/// <param name="Tweets">Rows in the results.</param>
/// <param name="Rejects">Rows in the rejects.</param>
/// <param name="Lengths">Bytes of each file.</param>
public sealed partial record Checkpoint(string Input, string Settings, long Offset, long Line, long Tweets, long Rejects, Dictionary<string, long> Lengths)
{
    /// <summary>The file's name in the folder of the results.</summary>
    public const string Name = "unfinished.json";

    /// <summary>Reads the checkpoint of a folder; null if there is none.</summary>
    /// <exception cref="FrugalException">It is damaged.</exception>
    public static Checkpoint? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.Checkpoint) ?? throw new JsonException();
        }
        catch (JsonException damaged)
        {
            throw new FrugalException($"{path}: is damaged. Run without --resume to begin again.", damaged);
        }
    }

    /// <summary>Writes the checkpoint; the older one stays until the new one is complete.</summary>
    public void Write(string folder) => AtomicFile.WriteAllBytes(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(this, CheckpointJson.Default.Checkpoint));

    /// <summary>What identifies an input: its path, bytes and time.</summary>
    public static string Identity(string path) => new FileInfo(path) is var file ? FormattableString.Invariant($"{file.FullName}, {file.Length} bytes, {file.LastWriteTimeUtc:O}") : "";

    [JsonSerializable(typeof(Checkpoint))]
    private sealed partial class CheckpointJson : JsonSerializerContext;
}
