using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Frugal.Data;
using Frugal.Onnx;

namespace Frugal.Compression;

/// <summary>The record of a finished candidate, stored beside its file.</summary>
/// <param name="Origin">A digest of everything that determines the file.</param>
/// <param name="Sha256">The file's digest.</param>
/// <param name="Chosen">The class that it predicted for each validation picture.</param>
/// <param name="Warnings">Warnings from its creation.</param>
internal sealed record FinishedCandidate(string Origin, string Sha256, int[] Chosen, IReadOnlyList<string> Warnings);

/// <summary>
/// A folder of candidates, each an ONNX file with a record beside it. The record is written last and holds the file's digest, so that an interrupted
/// candidate counts as unfinished.
/// </summary>
internal sealed class CandidateStore(string folder)
{
    private const string Version = "frugal compression 2";

    public string PathOf(CompressionRecipe recipe) => Path.Combine(folder, recipe.FileName + ".onnx");

    /// <summary>The path of the checkpoint of the training for <paramref name="recipe"/>.</summary>
    public string CheckpointOf(CompressionRecipe recipe, string origin) => Path.Combine(folder, $"{recipe.FileName}.{origin[..12]}.checkpoint");

    /// <summary>A digest of everything that determines a candidate.</summary>
    public static string Origin(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Version, .. parts]))));

    /// <summary>The record of a candidate with this origin, if its file exists and is intact; null if the candidate has to be made.</summary>
    public FinishedCandidate? Find(CompressionRecipe recipe, string origin)
    {
        if (!File.Exists(RecordOf(recipe)) || !File.Exists(PathOf(recipe)))
        {
            return null;
        }

        try
        {
            var found = JsonSerializer.Deserialize<FinishedCandidate>(File.ReadAllBytes(RecordOf(recipe)));
            return found is { Chosen: not null, Warnings: not null } && found.Origin == origin && found.Sha256 == Checksums.Sha256(PathOf(recipe)) ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a candidate's file; it counts as finished only after <see cref="Keep"/> has written its record.</summary>
    public string Write(CompressionRecipe recipe, OnnxModel model)
    {
        Directory.CreateDirectory(folder);
        File.Delete(RecordOf(recipe));
        model.Save(PathOf(recipe));
        return PathOf(recipe);
    }

    /// <summary>Writes the record of a candidate whose file exists, and deletes the checkpoints of its training.</summary>
    public FinishedCandidate Keep(CompressionRecipe recipe, string origin, int[] chosen, IReadOnlyList<string> warnings)
    {
        var record = new FinishedCandidate(origin, Checksums.Sha256(PathOf(recipe)), chosen, warnings);
        AtomicFile.WriteAllBytes(RecordOf(recipe), JsonSerializer.SerializeToUtf8Bytes(record));
        foreach (var checkpoint in Directory.GetFiles(folder, recipe.FileName + ".*.checkpoint"))
        {
            File.Delete(checkpoint);
        }

        return record;
    }

    private string RecordOf(CompressionRecipe recipe) => Path.Combine(folder, recipe.FileName + ".json");
}
